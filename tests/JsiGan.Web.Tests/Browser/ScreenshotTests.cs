using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace JsiGan.Web.Tests.Browser;

/// <summary>
/// The pictures of the README. JSIGAN_SCREENSHOTS names the folder that they are written to, JSIGAN_SCREENSHOTS_OF the page of a real run
/// (http://127.0.0.1:8470/#/runs/1); by default a small run is shown and nothing is kept.
/// </summary>
[Collection(ChromiumTests.Name)]
public sealed class ScreenshotTests(Chromium chromium) : BrowserTest(chromium)
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("JSIGAN_SCREENSHOTS");

    [Fact]
    public async Task The_curves_are_drawn()
    {
        var page = await ShowTabAsync("charts");
        await page.GetByLabel("Smoothing").FillAsync("0.6");
        await Expect(page.Locator("[data-metric='loss/rec'] canvas")).ToBeVisibleAsync();
        await Expect(page.Locator("output[data-metric='loss/rec']")).ToContainTextAsync("step ");
        await TakeAsync(page, "page-charts.png");
    }

    [Fact]
    public async Task The_images_are_drawn()
    {
        var page = await ShowTabAsync("images");
        var picture = page.Locator(".stack img").Nth(1);
        await Expect(picture).ToBeVisibleAsync();
        await Expect(picture).ToHaveJSPropertyAsync("complete", true);
        await page.Locator(".stack").HoverAsync();
        await Expect(page.Locator(".pixel")).ToContainTextAsync("nits");
        await TakeAsync(page, "page-images.png");
    }

    private async Task<IPage> ShowTabAsync(string tab)
    {
        if (Environment.GetEnvironmentVariable("JSIGAN_SCREENSHOTS_OF") is { } real)
        {
            var shown = await OpenAsync(width: 1280, height: 860);
            await shown.GotoAsync($"{real}/{tab}");
            return shown;
        }

        var run = await Home.AddRunAsync("film");
        await Home.MeasureAsync(run, 200, step => 1.0 / step);
        await Home.AddImagesAsync(run, [600, 512, 512], (100, [500, 512, 512]), (200, [580, 512, 512]));
        return await ShowAsync($"#/runs/{run}/{tab}");
    }

    private static async Task TakeAsync(IPage page, string name)
    {
        var picture = await page.ScreenshotAsync();
        Assert.True(picture.Length > 10_000, $"{name} has {picture.Length} bytes: the page is empty.");
        if (Folder is not null)
            await File.WriteAllBytesAsync(Path.Combine(Folder, name), picture);
    }
}
