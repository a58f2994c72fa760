using System.Diagnostics;
using System.Globalization;
using JsiGan.Cluster;
using JsiGan.Cluster.Hosting;
using JsiGan.Protocol.Status;

namespace JsiGan.Benchmarks.Benches.Hosts;

/// <summary>On each host a coordinator and a worker of one run; and this process as a node that watches them.</summary>
internal sealed class HostCluster : IAsyncDisposable
{
    private const int Port = 4053;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);
    private static readonly TimeSpan Ask = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private readonly string _folder;
    private readonly string _recipe;
    private readonly Action<string> _say;
    private readonly Dictionary<int, HostNode[]> _hosts = [];
    private ClusterNode? _watcher;

    public HostCluster(string folder, string recipe, Action<string> say) =>
        (_folder, _recipe, _say) = (folder, recipe, say);

    /// <summary>Starts the hosts 1 to <paramref name="count"/>, the first of which coordinates.</summary>
    public async Task StartAsync(int count, CancellationToken stop)
    {
        for (var host = 1; host <= count; host++)
        {
            var others = Seeds(Enumerable.Range(1, count).Where(other => other != host));
            var began = host > 1;
            // Only its first start begins the cluster: started again, the first host joins the others.
            _hosts[host] =
            [
                new($"coordinator of host {host}", Commands(host, () => Interlocked.Exchange(ref began, true) ? others : null,
                    "--roles", "coordinator", "--port", Text(Port), "--workers", Text(count)), _say),
                new($"worker of host {host}", Commands(host, () => Seeds(Enumerable.Range(1, count)), "--roles", "worker", "--name",
                    $"host-{host}"), _say),
            ];
        }

        await WatchAsync(Seeds(Enumerable.Range(1, count)).Split(','), stop);
    }

    /// <summary>The processes of a host, the coordinator first.</summary>
    public IReadOnlyList<HostNode> On(int host) => _hosts[host];

    /// <summary>Waits until so many workers have trained on in a generation later than <paramref name="after"/>.</summary>
    /// <returns>That generation.</returns>
    /// <exception cref="FailureException">They do not.</exception>
    public async Task<GenerationId> TrainAsync(int workers, GenerationId after, CancellationToken stop)
    {
        (GenerationId Generation, CommitPoint Point)? began = null;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Patience)
        {
            stop.ThrowIfCancellationRequested();
            if (await AskAsync() is { Phase: "training" } status && status.Generation > after
                && status.Workers.Count(each => each.Rank >= 0) == workers)
            {
                if (began is { } first && first.Generation == status.Generation && status.Point.CompareTo(first.Point) > 0)
                    return status.Generation;

                began = began?.Generation == status.Generation ? began : (status.Generation, status.Point);
            }

            await Task.Delay(Pause, TimeProvider.System, stop);
        }

        throw new FailureException($"After {Patience.TotalSeconds:F0} s there were no {workers} workers that train on after generation "
            + $"{after}: "
            + string.Join("; ", _hosts.Values.SelectMany(host => host).Select(node => node.Words)));
    }

    /// <summary>Ends the run as its user does, and all nodes with it.</summary>
    public async Task StopAsync()
    {
        foreach (var host in _hosts.Values)
            host[0].Interrupt();

        await Task.WhenAll(_hosts.Values.SelectMany(host => host).Select(node => node.EndAsync(Patience)));
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
            catch (ClusterException) when (watch.Elapsed < Patience && !stop.IsCancellationRequested)
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
