using System.Globalization;
using JsiGan.Imaging.Color;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace JsiGan.Web.Tests.Browser;

/// <summary>Validation images in a real browser.</summary>
[Collection(ChromiumTests.Name)]
public sealed class ImagePageTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task One_step_slider_moves_all_runs()
    {
        var (first, second) = (await Home.AddRunAsync("a"), await Home.AddRunAsync("b"));
        await Home.AddImagesAsync(first, [600, 512, 512], (10, [500, 512, 512]), (20, [580, 512, 512]));
        // It validates at other steps: the newest one up to the slider's is shown.
        await Home.AddImagesAsync(second, [600, 512, 512], (9, [400, 512, 512]), (19, [590, 512, 512]));
        var page = await ShowAsync($"#/runs/{first},{second}/images");
        await Expect(Right(page, 0)).ToHaveAttributeAsync("src", $"api/runs/{first}/images/1/prediction.png?step=20&view=screen");
        await Expect(Right(page, 1)).ToHaveAttributeAsync("src", $"api/runs/{second}/images/1/prediction.png?step=19&view=screen");

        await page.GetByLabel("Step", new PageGetByLabelOptions { Exact = true }).FillAsync("1");
        await Expect(Right(page, 0)).ToHaveAttributeAsync("src", $"api/runs/{first}/images/1/prediction.png?step=10&view=screen");
        await Expect(Right(page, 1)).ToHaveAttributeAsync("src", $"api/runs/{second}/images/1/prediction.png?step=9&view=screen");
        await Expect(page.Locator("#step")).ToHaveTextAsync("step 10, stage 1, epoch 1");
        await Expect(Right(page, 0)).ToHaveJSPropertyAsync("naturalWidth", 32);
    }

    [Fact]
    public async Task The_divider_uncovers_one_image_or_the_other()
    {
        var run = await Home.AddRunAsync("film");
        await Home.AddImagesAsync(run, [600, 512, 512], (10, [500, 512, 512]));
        var page = await ShowAsync($"#/runs/{run}/images");
        await page.GetByLabel("Divider of film").FillAsync("25");
        await Expect(Right(page, 0)).ToHaveCSSAsync("clip-path", "inset(0px 0px 0px 25%)");
        await page.Locator("[data-choice='left'] select").SelectOptionAsync("truth");
        await Expect(page.Locator(".stack img").First).ToHaveAttributeAsync(
            "src", $"api/runs/{run}/images/1/truth.png?step=0&view=screen");
    }

    [Fact]
    public async Task The_pixel_below_the_pointer_is_shown_in_codes_and_nits()
    {
        var run = await Home.AddRunAsync("film");
        ushort[] codes = [640, 500, 530];
        await Home.AddImagesAsync(run, [600, 512, 512], (10, codes));
        var page = await ShowAsync($"#/runs/{run}/images");
        await page.Locator("[data-choice='zoom'] select").SelectOptionAsync("8");
        await Expect(page.Locator(".stack")).ToHaveCSSAsync("width", "256px");
        await page.Locator(".stack").HoverAsync(new LocatorHoverOptions { Position = new Position { X = 44, Y = 20 } });
        var (red, green, blue) = Hdr10Signal.DecodeNormalized(codes[0] / 1023f, codes[1] / 1023f, codes[2] / 1023f);
        var nits = Bt2020.Luminance(red, green, blue);
        var pixel = page.Locator(".pixel");
        await Expect(pixel).ToContainTextAsync("x 5, y 2");
        await Expect(pixel).ToContainTextAsync("SDR input: Y' 126, Cb 128, Cr 128 (8 bits)");
        var expected = nits.ToString("F1", CultureInfo.InvariantCulture);
        await Expect(pixel).ToContainTextAsync($"prediction: Y' 640, Cb 500, Cr 530; {expected} nits");
        await page.Locator(".stack").PressAsync("ArrowRight");
        await Expect(pixel).ToContainTextAsync("x 6, y 2");
    }

    [Fact]
    public async Task Images_of_the_next_epoch_appear_on_the_open_page()
    {
        var run = await Home.AddRunAsync("film");
        var page = await ShowAsync($"#/runs/{run}/images");
        await Expect(page.GetByText("No images yet")).ToBeVisibleAsync();
        await Expect(page.Locator("#link")).ToHaveAttributeAsync("data-state", "live");
        await Home.AddImagesAsync(run, [600, 512, 512], (10, [500, 512, 512]));
        await Expect(page.Locator("#step")).ToHaveTextAsync("step 10, stage 1, epoch 1");
        await Home.AddImagesAsync(run, [600, 512, 512], (10, [500, 512, 512]), (20, [580, 512, 512]));
        await Expect(page.Locator("#step")).ToHaveTextAsync("step 20, stage 1, epoch 2");
    }

    private static ILocator Right(IPage page, int pair) => page.Locator(".pair").Nth(pair).Locator("img").Nth(1);
}
