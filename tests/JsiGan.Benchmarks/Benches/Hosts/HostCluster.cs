using System.Diagnostics;
using System.Globalization;
using JsiGan.Cluster;
using JsiGan.Cluster.Hosting;
using JsiGan.Protocol.Status;

namespace JsiGan.Benchmarks.Benches.Hosts;

/// <summary>A coordinator and a worker of one run on each host, with this process as an observing node.</summary>
internal sealed class HostCluster : IAsyncDisposable
{
    private const int Port = 4053;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(150);
    private static readonly TimeSpan Ask = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private readonly string _folder;
    private readonly string _recipe;
    private readonly Action<string> _log;
    private readonly Dictionary<int, HostNode[]> _hosts = [];
    private ClusterNode? _watcher;

    public HostCluster(string folder, string recipe, Action<string> log) =>
        (_folder, _recipe, _log) = (folder, recipe, log);

    /// <summary>Starts the hosts 1 to <paramref name="count"/>, the first of which coordinates.</summary>
    public async Task StartAsync(int count, CancellationToken stop)
    {
        for (var host = 1; host <= count; host++)
        {
            var others = Seeds(Enumerable.Range(1, count).Where(other => other != host));
            var began = host > 1;
            // The first host starts the cluster; when restarted, it joins the others.
            _hosts[host] =
            [
                new($"coordinator of host {host}", Commands(host, () => Interlocked.Exchange(ref began, true) ? others : null,
                    "--roles", "coordinator", "--port", Text(Port), "--workers", Text(count)), _log),
                new($"worker of host {host}", Commands(host, () => Seeds(Enumerable.Range(1, count)), "--roles", "worker", "--name",
                    $"host-{host}"), _log),
            ];
        }

        await WatchAsync(Seeds(Enumerable.Range(1, count)).Split(','), stop);
    }

    /// <summary>The processes of a host, the coordinator first.</summary>
    public IReadOnlyList<HostNode> On(int host) => _hosts[host];

    /// <summary>Waits until the given number of workers train in a generation later than <paramref name="after"/>.</summary>
    /// <returns>That generation.</returns>
    public async Task<GenerationId> TrainAsync(int workers, GenerationId after, CancellationToken stop)
    {
        (GenerationId Generation, CommitPoint Point)? began = null;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Timeout)
        {
            stop.ThrowIfCancellationRequested();
            if (await AskAsync() is { Phase: "training" } status && status.Generation > after
                && status.Workers.Count(each => each.Rank >= 0) == workers)
            {
                if (began is { } first && first.Generation == status.Generation && status.Point.CompareTo(first.Point) > 0)
                    return status.Generation;

                began = began?.Generation == status.Generation ? began : (status.Generation, status.Point);
            }

            await Task.Delay(PollInterval, TimeProvider.System, stop);
        }

        throw new FailureException($"After {Timeout.TotalSeconds:F0} s fewer than {workers} workers trained after generation "
            + $"{after}: "
            + string.Join("; ", _hosts.Values.SelectMany(host => host).Select(node => node.Output)));
    }

    /// <summary>Stops the run with Ctrl-C and waits for all nodes.</summary>
    public async Task StopAsync()
    {
        foreach (var host in _hosts.Values)
            host[0].Interrupt();

        await Task.WhenAll(_hosts.Values.SelectMany(host => host).Select(node => node.EndAsync(Timeout)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _hosts.Values.SelectMany(host => host))
            node.Dispose();

        if (_watcher is not null)
            await _watcher.DisposeAsync();
    }

    private static string Seeds(IEnumerable<int> hosts) => string.Join(',', hosts.Select(host => $"{HostNetwork.AddressOf(host)}:{Port}"));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private Func<ProcessStartInfo> Commands(int host, Func<string?> seeds, params string[] arguments) => () =>
    {
        var start = new ProcessStartInfo("ip",
        [
            "netns", "exec", HostNetwork.NameOf(host), Path.Combine(AppContext.BaseDirectory, "JsiGan.Cli"),
                "node",
            _recipe, "--host", HostNetwork.AddressOf(host), "--join-limit", "5", .. arguments, .. seeds() is { } named ? ["--seeds", named]
                : (string[])[],
        ])
        { WorkingDirectory = Path.Combine(_folder) };
        start.Environment["JSIGAN_DATABASE"] = HostServer.ConnectionString;
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["OMP_WAIT_POLICY"] = "passive";
        return start;
    };

    private async Task WatchAsync(IReadOnlyList<string> seeds, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                _watcher = await ClusterNode
                    .StartAsync(new NodeOptions { Host = HostNetwork.Outside, Seeds = seeds, SeveralMachines = true });
                return;
            }
            catch (ClusterException) when (watch.Elapsed < Timeout && !stop.IsCancellationRequested)
            {
            }
        }
    }

    private async Task<RunStatus?> AskAsync()
    {
        try
        {
            return await _watcher!.StatusAsync(Ask);
        }
        catch (ClusterException)
        {
            return null;
        }
    }
}
