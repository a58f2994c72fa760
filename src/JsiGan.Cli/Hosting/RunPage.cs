using System.Globalization;
using JsiGan.Protocol.Events;
using JsiGan.Runtime.Events;
using JsiGan.Runtime.Files;
using JsiGan.Storage;
using JsiGan.Web.Pages;

namespace JsiGan.Cli.Hosting;

/// <summary>The page of the run that this process trains.</summary>
internal static class RunPage
{
    /// <summary>Options of every page: the logs are in the runs' folders.</summary>
    public static PageOptions Options { get; } = new() { LogOf = folder => new RunFolder(folder).Log };

    /// <summary>Serves the page and publishes its address; a page that cannot be served does not prevent training.</summary>
    /// <returns>Disposed when the run ends; null where there is no page.</returns>
    public static async Task<IAsyncDisposable?> OpenAsync(string database, long run, IRunObserver events, TimeProvider time)
    {
        try
        {
            var page = await PageServer.StartAsync(DatabaseAddress.Parse(database), Options, time);
            events.OnEvent(new PageOpened(AddressOf(page, run)));
            return page;
        }
        catch (Exception fault) when (fault is UsageException or FailureException)
        {
            events.OnEvent(new DatabaseOperationFailed(fault.Message));
            return null;
        }
    }

    private static string AddressOf(PageServer page, long run) => string.Create(CultureInfo.InvariantCulture, $"{page.Url}/#/runs/{run}");
}
