using System.Diagnostics;
using Akka.Actor;
using Akka.Cluster;
using JsiGan.Cluster.Hosting;
using JsiGan.Cluster.Tests.Fakes;
using JsiGan.Cluster.Tests.Processes;
using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;

namespace JsiGan.Cluster.Tests;

/// <summary>Workers in their own processes, killed and stopped.</summary>
public sealed class ProcessTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const long Endless = 1_000_000;

    private readonly EventJournal _events = new();
    private readonly MemoryRunStore _store = new();
    private readonly List<NodeProcess> _workers = [];
    private ClusterNode _node = null!;

    public async ValueTask InitializeAsync() =>
        _node = await ClusterNode.StartAsync(new NodeOptions { Roles = [NodeOptions.CoordinatorRole] });

    [Fact]
    public async Task Three_processes_train_to_the_end_and_exit_with_success()
    {
        Start(workers: 3, steps: 30);
        await _events.WaitForGenerationAsync("forming", workers: 3);
        Assert.True((await _node.RunEnded.WaitAsync(Journal.Timeout)).IsFinished);
        foreach (var worker in _workers)
            Assert.Equal(0, await worker.ExitAsync());
    }

    [Fact]
    public async Task A_killed_process_is_lost_and_the_others_resume()
    {
        Start(workers: 3, Endless);
        await _events.WaitForGenerationAsync("forming", workers: 3);
        var killed = Stopwatch.GetTimestamp();
        _workers[1].Signal(NodeProcess.Kill);
        await ReportAsync<LossCause>("kill -9", killed, "w1", remaining: 2);
    }

    [Fact]
    public async Task A_killed_process_is_lost_at_once_if_its_parent_reports_it()
    {
        Start(workers: 2, Endless);
        await _events.WaitForGenerationAsync("forming", workers: 2);
        var killed = Stopwatch.GetTimestamp();
        _workers[0].Signal(NodeProcess.Kill);
        await _workers[0].ExitAsync();
        _node.Tell(new RunInput.Lost("w0", new LossCause.ProcessExited("was killed")));
        await ReportAsync<LossCause.ProcessExited>("kill -9, reported by the parent", killed, "w0", remaining: 1);
    }

    [Fact]
    public async Task A_stopped_process_is_given_up()
    {
        Start(workers: 2, Endless);
        await _events.WaitForGenerationAsync("forming", workers: 2);
        var stopped = Stopwatch.GetTimestamp();
        _workers[1].Signal(NodeProcess.Stop);
        await ReportAsync<LossCause>("SIGSTOP", stopped, "w1", remaining: 1);
    }

    [Fact]
    public async Task A_stopped_process_is_removed_from_the_cluster_and_ends_when_it_resumes()
    {
        Start(workers: 2, Endless);
        await _events.WaitForGenerationAsync("forming", workers: 2);
        using var removals = Inbox.Create(_node.System);
        Akka.Cluster.Cluster.Get(_node.System).Subscribe(
            removals.Receiver, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.MemberRemoved));
        var stopped = Stopwatch.GetTimestamp();
        _workers[1].Signal(NodeProcess.Stop);
        Assert.IsType<ClusterEvent.MemberRemoved>(await removals.ReceiveAsync(Journal.Timeout));
        output.WriteLine($"SIGSTOP: removed after {Stopwatch.GetElapsedTime(stopped).TotalSeconds:F1} s");
        _workers[1].Signal(NodeProcess.Continue);
        Assert.Equal(3, await _workers[1].ExitAsync());
    }

    [Fact]
    public async Task A_process_that_joins_late_trains_with_the_others()
    {
        Start(workers: 1, Endless);
        await _events.WaitForGenerationAsync("forming", workers: 1);
        _workers.Add(NodeProcess.Worker(_node.HostAndPort, "late", Endless));
        await _events.WaitForGenerationAsync("joining", workers: 2);
        Assert.Contains(_store.Journal.Entries, l => l.EndsWith(": w0 late.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Workers_end_when_the_first_node_leaves()
    {
        Start(workers: 1, Endless);
        await _events.WaitForGenerationAsync("forming", workers: 1);
        await _node.DisposeAsync();
        Assert.Equal(3, await _workers[0].ExitAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _workers.ForEach(w => w.Dispose());
        await _node.DisposeAsync();
    }

    private void Start(int workers, long steps)
    {
        _node.StartCoordinator(_store, LocalRun.Settings with { Workers = workers, Steps = steps }, TimeProvider.System, _events);
        for (var i = 0; i < workers; i++)
            _workers.Add(NodeProcess.Worker(_node.HostAndPort, $"w{i}", steps));
    }

    private async Task ReportAsync<TCause>(string what, long since, string worker, int remaining)
        where TCause : LossCause
    {
        var (lost, lostAt) = await _events.WaitAsync<WorkerLost>("losing", l => l.Worker.Name == worker);
        Assert.IsAssignableFrom<TCause>(lost.Cause);
        var (_, resumedAt) = await _events.WaitAsync<GenerationStarted>("recovering", s => s.Members.Count == remaining);
        var (detected, resumed) = (Stopwatch.GetElapsedTime(since, lostAt), Stopwatch.GetElapsedTime(since, resumedAt));
        output.WriteLine(
            $"{what}: detected after {detected.TotalSeconds:F2} s, resumed after {resumed.TotalSeconds:F2} s ({lost.Cause.Label})");
    }
}
