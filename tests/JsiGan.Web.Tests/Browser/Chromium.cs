using Microsoft.Playwright;

namespace JsiGan.Web.Tests.Browser;

/// <summary>Debian's Chromium without a window, for all tests of this project.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>How long the page may take for anything: machines under load are slow.</summary>
    public const int DeadlineMilliseconds = 60_000;

    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            // The tests may run as root, where Chromium's sandbox does not.
            Args = ["--no-sandbox"],
        });
    }

    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    /// <summary>A page that fails the test with what its scripts reported.</summary>
    public async Task<IPage> OpenAsync(int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        var page = await _browser.NewPageAsync(new BrowserNewPageOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = scheme,
        });
        page.SetDefaultTimeout(DeadlineMilliseconds);
        Assertions.SetDefaultExpectTimeout(DeadlineMilliseconds);
        return page;
    }
}

/// <summary>Tests that share one browser.</summary>
[CollectionDefinition(Name)]
public sealed class ChromiumTests : ICollectionFixture<Chromium>
{
    public const string Name = "Chromium";
}
