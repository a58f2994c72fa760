using JsiGan.Web.Tests.Servers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace JsiGan.Web.Tests.Browser;

/// <summary>A test with a page in a real browser, which is closed at its end.</summary>
public abstract class BrowserTest(Chromium chromium) : IAsyncLifetime
{
    private readonly List<IPage> _pages = [];

    private protected PageHome Home { get; private set; } = null!;

    public virtual async Task InitializeAsync() => Home = await PageHome.OpenAsync();

    public async Task DisposeAsync()
    {
        foreach (var page in _pages)
            await page.Context.CloseAsync();

        await Home.DisposeAsync();
    }

    protected Task<IPage> ShowAsync(string place) => ShowAsync(Home.Url, place);

    protected async Task<IPage> ShowAsync(string url, string place)
    {
        var page = await OpenAsync();
        await page.GotoAsync($"{url}/{place}");
        return page;
    }

    protected async Task<IPage> OpenAsync(int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        var page = await chromium.OpenAsync(width, height, scheme);
        _pages.Add(page);
        return page;
    }

    protected static Task WaitForLiveAsync(IPage page) => Expect(page.Locator("#link")).ToHaveAttributeAsync("data-state", "live");
}
