using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace JsiGan.Benchmarks.Benches.Web;

/// <summary>A process that follows a run as open pages do, each over a connection of its own.</summary>
internal sealed class PageReaders : IDisposable
{
    private const string Name = "page-readers";

    private readonly Process _process;

    private PageReaders(Process process) => _process = process;

    /// <summary>Returns when every page receives what changes.</summary>
    public static PageReaders Start(string url, long run, int count)
    {
        string[] arguments =
        [
            .. Programs.Bench.Skip(1), Name, url, run.ToString(CultureInfo.InvariantCulture), count.ToString(CultureInfo.InvariantCulture),
        ];
        var process = Process.Start(new ProcessStartInfo(Programs.Bench[0], arguments) { RedirectStandardOutput = true })!;
        for (var open = 0; open < count; open++)
        {
            if (process.StandardOutput.ReadLine() is null)
                throw new FailureException($"The process of open pages ended when it had {open} of {count}.");
        }

        return new PageReaders(process);
    }

    /// <summary>The hidden command of that process: a line for each page that has been opened.</summary>
    public static Command Command()
    {
        var url = new Argument<string>("url");
        var run = new Argument<long>("run");
        var count = new Argument<int>("count");
        var command = new Command(Name) { url, run, count };
        command.Hidden = true;
        command.SetAction(async (parsed, token) =>
        {
            using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
            var address = $"{parsed.GetValue(url)}/api/live?runs={parsed.GetValue(run)}";
            await Task.WhenAll(Enumerable.Range(0, parsed.GetValue(count)).Select(_ => ReadAsync(client, address, token)));
            return 0;
        });
        return command;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task ReadAsync(HttpClient client, string address, CancellationToken token)
    {
        await using var stream = await client.GetStreamAsync(address, token);
        var buffer = new byte[1 << 16];
        var isOpen = false;
        while (await stream.ReadAsync(buffer, token) > 0)
        {
            if (!isOpen)
                Console.WriteLine("open");

            isOpen = true;
        }
    }
}
