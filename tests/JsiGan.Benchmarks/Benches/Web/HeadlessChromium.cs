using Microsoft.Playwright;

namespace JsiGan.Benchmarks.Benches.Web;

/// <summary>Debian's Chromium without a window.</summary>
internal sealed class HeadlessChromium : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private HeadlessChromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<HeadlessChromium> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        try
        {
            // As root Chromium's sandbox does not start.
            return new HeadlessChromium(playwright, await playwright.Chromium.LaunchAsync(
                new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] }));
        }
        catch (PlaywrightException missing)
        {
            playwright.Dispose();
            throw new FailureException(
                "Chromium could not be started: `bench web` needs Debian's package chromium (apt-get install chromium).", missing);
        }
    }

    /// <summary>A page without anything cached. Its policy would forbid the expressions that the measurement waits for.</summary>
    public Task<IPage> OpenAsync() => _browser.NewPageAsync(new BrowserNewPageOptions { BypassCSP = true });

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
