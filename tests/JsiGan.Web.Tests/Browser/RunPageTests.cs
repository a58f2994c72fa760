using JsiGan.Storage.Metrics;
using JsiGan.Testing.Servers;
using JsiGan.Web.Tests.Servers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace JsiGan.Web.Tests.Browser;

/// <summary>The curves of runs in a real browser.</summary>
[Collection(ChromiumTests.Name)]
public sealed class RunPageTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_step_that_is_stored_appears_on_the_open_page()
    {
        var run = await Home.AddRunAsync("film");
        await Home.MeasureAsync(run, 100, step => 1.0 / step);
        var page = await ShowAsync($"#/runs/{run}");
        await Expect(Value(page, "loss/rec")).ToHaveTextAsync("step 100: 0.01");
        await WaitForLiveAsync(page);

        await using var writer = await Home.OpenMetricsAsync(run);
        PageHome.Add(writer, 101, 0.0625);
        await Expect(Value(page, "loss/rec")).ToHaveTextAsync("step 101: 0.0625");
        await Expect(page.Locator($"[data-run='{run}']")).ToContainTextAsync("step 101 of 1000");
    }

    [Fact]
    public async Task A_metric_that_is_new_gets_a_chart_of_its_own()
    {
        var run = await Home.AddRunAsync("film");
        var page = await ShowAsync($"#/runs/{run}");
        await Expect(page.GetByText("Nothing has been measured yet.")).ToBeVisibleAsync();
        await WaitForLiveAsync(page);

        await using var writer = await Home.OpenMetricsAsync(run);
        PageHome.Add(writer, 1, 0.5);
        writer.Add(new EpochMetric("validation/psnr", 1, 1, 1, 31.25));
        await Expect(Value(page, "loss/rec")).ToHaveTextAsync("step 1: 0.5");
        await Expect(Value(page, "validation/psnr")).ToHaveTextAsync("step 1: 31.25");
        await Expect(page.GetByText("Nothing has been measured yet.")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Dragging_zooms_all_charts_and_a_button_shows_all_steps_again()
    {
        var run = await Home.AddRunAsync("film");
        await Home.MeasureAsync(run, 1000, step => 1.0 / step);
        var page = await ShowAsync($"#/runs/{run}");
        await Expect(Value(page, "loss/rec")).ToContainTextAsync("step ");
        var plot = page.Locator("[data-metric='loss/rec'] .u-over");
        var box = (await plot.BoundingBoxAsync())!;
        var zoomed = page.WaitForResponseAsync(answer => answer.Url.Contains("first=", StringComparison.Ordinal));
        await page.Mouse.MoveAsync(box.X + (box.Width * 0.25f), box.Y + 50);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + (box.Width * 0.5f), box.Y + 50, new MouseMoveOptions { Steps = 5 });
        await page.Mouse.UpAsync();
        var url = (await zoomed).Url;
        var (first, last) = (Limit(url, "first"), Limit(url, "last"));
        Assert.InRange(first, 200, 300);
        Assert.InRange(last, 450, 550);

        var all = page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Show all steps" });
        await page.Mouse.MoveAsync(0, 0);
        await Expect(Value(page, "loss/rec")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^step (4|5)\\d\\d:"));
        await all.ClickAsync();
        await Expect(all).ToBeDisabledAsync();
        await page.Mouse.MoveAsync(0, 0);
        await Expect(Value(page, "loss/rec")).ToContainTextAsync("step 9");
    }

    [Fact]
    public async Task The_keyboard_zooms_a_chart()
    {
        var run = await Home.AddRunAsync("film");
        await Home.MeasureAsync(run, 500, step => step);
        var page = await ShowAsync($"#/runs/{run}");
        await Expect(Value(page, "loss/rec")).ToContainTextAsync("step ");
        await Expect(page.Locator("[data-metric='loss/rec'] .u-over")).ToBeVisibleAsync();
        await page.Locator("[data-metric='loss/rec'] .plot").FocusAsync();
        var zoomed = page.WaitForResponseAsync(answer => answer.Url.Contains("first=", StringComparison.Ordinal));
        await page.Keyboard.PressAsync("+");
        Assert.InRange(Limit((await zoomed).Url, "first"), 50, 150);
        await page.Keyboard.PressAsync("0");
        await Expect(page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Show all steps" })).ToBeDisabledAsync();
    }

    [Fact]
    public async Task Several_runs_share_the_charts()
    {
        var (first, second) = (await Home.AddRunAsync("a"), await Home.AddRunAsync("b"));
        await Home.MeasureAsync(first, 50, _ => 0.25);
        await Home.MeasureAsync(second, 70, _ => 0.5);
        var page = await ShowAsync("");
        await page.GetByLabel("Compare a").CheckAsync();
        await page.GetByLabel("Compare b").CheckAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Compare 2 runs" }).ClickAsync();
        await Expect(page.Locator("[data-metric='loss/rec'] .u-over")).ToBeVisibleAsync();
        await page.Locator("[data-metric='loss/rec'] .u-over").HoverAsync();
        await Expect(Value(page, "loss/rec")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("0\\.25 \\| 0\\.5$"));
    }

    [Fact]
    public async Task A_loss_that_is_not_a_number_is_shown_as_one()
    {
        var run = await Home.AddRunAsync("diverged");
        await Home.MeasureAsync(run, 20, step => step == 20 ? double.NaN : 1);
        var page = await ShowAsync($"#/runs/{run}");
        await Expect(Value(page, "loss/rec")).ToHaveTextAsync("step 20: NaN");
    }

    [Fact]
    public async Task Names_that_look_like_HTML_are_text()
    {
        const string name = "<img src=x onerror=\"document.title='broken'\">";
        var run = await Home.AddRunAsync(name);
        await Home.MeasureAsync(run, 1, _ => 1);
        await Home.ExecuteAsync($"INSERT INTO jsigan.events (run_id, kind, text) VALUES ({run}, 'note', '<b>bold</b>')");
        var page = await ShowAsync("");
        await Expect(page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = name })).ToBeVisibleAsync();
        await page.GotoAsync($"{Home.Url}/#/runs/{run}/events");
        await Expect(page.GetByText("<b>bold</b>")).ToBeVisibleAsync();
        Assert.Equal($"{name} - JsiGanCluster", await page.TitleAsync());
        Assert.Equal(0, await page.Locator("main img, main b").CountAsync());
    }

    [Fact]
    public async Task The_page_goes_on_after_its_server_was_replaced()
    {
        var run = await Home.AddRunAsync("film");
        await Home.MeasureAsync(run, 10, _ => 0.5);
        var page = await ShowAsync($"#/runs/{run}");
        await WaitForLiveAsync(page);
        var port = Home.Port;
        await Home.StopPageAsync();
        await Expect(page.Locator("#link")).ToHaveAttributeAsync("data-state", "away");

        await using (var writer = await Home.OpenMetricsAsync(run))
            PageHome.Add(writer, 11, 0.125);

        await Home.StartPageAsync(port);
        Assert.Equal(port, Home.Port);
        await WaitForLiveAsync(page);
        await Expect(Value(page, "loss/rec")).ToHaveTextAsync("step 11: 0.125");
    }

    [Fact]
    public async Task The_page_goes_on_after_the_database_was_away()
    {
        var server = await OwnServer.StartAsync();
        await using var home = await PageHome.OpenAsync(server);
        var run = await home.AddRunAsync("film");
        await home.MeasureAsync(run, 10, _ => 0.5);
        var page = await ShowAsync(home.Url, $"#/runs/{run}");
        await WaitForLiveAsync(page);
        server.Kill();
        await Expect(page.Locator("#link")).ToHaveAttributeAsync("data-state", "away");
        await Expect(page.Locator("#link")).ToContainTextAsync("database");

        await server.RestartAsync();
        await home.WaitForDatabaseAsync();
        await WaitForLiveAsync(page);
        await using var writer = await home.OpenMetricsAsync(run);
        PageHome.Add(writer, 11, 0.125);
        await Expect(Value(page, "loss/rec")).ToHaveTextAsync("step 11: 0.125");
    }

    [Fact]
    public async Task An_unknown_run_is_named()
    {
        var page = await ShowAsync("#/runs/4711");
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("The database has no run 4711.");
    }

    private static ILocator Value(IPage page, string metric) => page.Locator($"output[data-metric='{metric}']");

    private static int Limit(string url, string name) =>
        int.Parse(System.Text.RegularExpressions.Regex.Match(url, $"{name}=(\\d+)").Groups[1].Value, null);
}
