using JsiGan.Cluster;
using JsiGan.Cluster.Hosting;

namespace JsiGan.Runtime.Fleet;

/// <summary>
/// Kills worker processes that are no longer members: a stopped one would keep its place and its memory. One that resumes in time joins
/// again.
/// </summary>
internal sealed class FleetWatch : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstGrace = TimeSpan.FromSeconds(60);

    private readonly IRunNode _node;
    private readonly WorkerFleet _fleet;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _over = new();
    private readonly Dictionary<string, long> _outside = [];
    private readonly HashSet<string> _known = [];
    private readonly Task _watching;

    public FleetWatch(IRunNode node, WorkerFleet fleet, TimeProvider time)
    {
        (_node, _fleet, _time) = (node, fleet, time);
        _watching = WatchAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(false);
        _over.Dispose();
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(PollInterval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_over.Token).ConfigureAwait(false))
            {
                if (await MembersAsync().ConfigureAwait(false) is { } members)
                    Judge(members);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task<HashSet<string>?> MembersAsync()
    {
        try
        {
            var status = await _node.StatusAsync(PollInterval).WaitAsync(_over.Token).ConfigureAwait(false);
            return [.. status.Workers.Select(worker => worker.Worker)];
        }
        catch (ClusterException)
        {
            return null;
        }
    }

    private void Judge(HashSet<string> members)
    {
        _known.UnionWith(members);
        foreach (var worker in _fleet.Running.Keys)
        {
            if (members.Contains(worker))
            {
                _outside.Remove(worker);
            }
            else if (!_outside.TryAdd(worker, _time.GetTimestamp())
                && _time.GetElapsedTime(_outside[worker]) > (_known.Contains(worker) ? Grace : FirstGrace))
            {
                _fleet.Kill(worker);
            }
        }
    }
}
