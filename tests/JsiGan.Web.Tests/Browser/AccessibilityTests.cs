using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace JsiGan.Web.Tests.Browser;

/// <summary>Every part of the page for readers with other needs: axe-core, narrow screens, both themes.</summary>
[Collection(ChromiumTests.Name)]
public sealed class AccessibilityTests(Chromium chromium) : BrowserTest(chromium)
{
    private static readonly string[] Places = ["", "#/sweeps", .. Tabs.Select(tab => $"#/runs/1/{tab}")];

    private static string[] Tabs => ["charts", "images", "workers", "events", "checkpoints", "log", "recipe"];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var run = await Home.AddRunAsync("film");
        await Home.MeasureAsync(run, 100, step => 1.0 / step);
        await Home.AddImagesAsync(run, [600, 512, 512], (10, [500, 512, 512]));
        await Home.ExecuteAsync("INSERT INTO jsigan.generations (run_id, coordinator, number, first_step, first_phase, roster) "
            + $"VALUES ({run}, 1, 1, 0, 0, ARRAY['host/1', 'host/2'])");
        await Home.ExecuteAsync("INSERT INTO jsigan.checkpoints (run_id, step, stage, epoch, architecture, scores, bytes) "
            + $"VALUES ({run}, 10, 1, 1, 'tiny', '{{\"psnr\": 31.5}}', 4096)");
        await Home.ExecuteAsync("INSERT INTO jsigan.events (run_id, kind, step, text) "
            + $"VALUES ({run}, 'worker-lost', 10, 'host/1 was lost')");
        await Home.ExecuteAsync(
            "INSERT INTO jsigan.trials (sweep, number, run_id, parameters, objective) "
            + "VALUES ('lambda', 1, 1, '{\"loss.adv\": 0.5}', 31.5)");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task No_part_of_the_page_has_a_violation(ColorScheme scheme)
    {
        var page = await OpenAsync(scheme: scheme);
        foreach (var place in Places)
        {
            await ShowAsync(page, place);
            var found = await page.RunAxe();
            Assert.True(
                found.Violations.Length == 0,
                $"{place}: " + string.Join("; ", found.Violations.Select(
                    each => $"{each.Id} ({each.Help}): {string.Join(", ", each.Nodes.Select(node => node.Html))}")));
        }
    }

    [Fact]
    public async Task A_narrow_screen_does_not_scroll_sideways()
    {
        var page = await OpenAsync(width: 360, height: 700);
        foreach (var place in Places)
        {
            await ShowAsync(page, place);
            Assert.Equal(360, await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth"));
        }
    }

    private async Task ShowAsync(IPage page, string place)
    {
        await page.GotoAsync("about:blank");
        await page.GotoAsync($"{Home.Url}/{place}");
        await Expect(page.Locator("main h1")).ToBeVisibleAsync();
        await page.WaitForLoadStateAsync(LoadState.Load);
        await Expect(page.Locator("main :is(table, pre, .chart output, .pair)").First).ToBeVisibleAsync();
    }
}
