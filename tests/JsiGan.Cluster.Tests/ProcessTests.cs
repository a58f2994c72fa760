using System.Diagnostics;
using JsiGan.Cluster.Hosting;
using JsiGan.Cluster.Tests.Fakes;
using JsiGan.Cluster.Tests.Processes;
using JsiGan.Protocol.Runs;
using Xunit.Abstractions;

namespace JsiGan.Cluster.Tests;

/// <summary>Workers in processes of their own, killed and stopped.</summary>
public sealed class ProcessTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const long Endless = 1_000_000;

    private readonly Journal _notes = new();
    private readonly MemoryRunStore _store = new();
    private readonly List<NodeProcess> _workers = [];
    private ClusterNode _node = null!;

    public async Task InitializeAsync()
    {
        _node = await ClusterNode.StartAsync(new NodeOptions { Roles = [NodeOptions.CoordinatorRole] });
        _node.Noted += _notes.Add;
    }

    [Fact]
    public async Task Three_processes_train_to_the_end_and_exit_with_success()
    {
        Start(workers: 3, steps: 30);
        await _notes.WaitAsync("forming", "generation 1: 3 workers train");
        Assert.True((await _node.RunEnded.WaitAsync(Journal.Limit)).Finished);
        foreach (var worker in _workers)
            Assert.Equal(0, await worker.ExitAsync());
    }

    [Fact]
    public async Task A_killed_process_is_lost_and_the_others_train_on()
    {
        Start(workers: 3, Endless);
        await _notes.WaitAsync("forming", "generation 1: 3 workers train");
        var killed = Stopwatch.GetTimestamp();
        _workers[1].Signal(NodeProcess.Kill);
        await ReportAsync("kill -9", killed, "w1", "2 workers train on");
    }

    [Fact]
    public async Task A_killed_process_whose_parent_says_so_is_lost_at_once()
    {
        Start(workers: 2, Endless);
        await _notes.WaitAsync("forming", "generation 1: 2 workers train");
        var killed = Stopwatch.GetTimestamp();
        _workers[0].Signal(NodeProcess.Kill);
        await _workers[0].ExitAsync();
        _node.Tell(new RunEvent.Lost("w0", "its process was killed"));
        await ReportAsync("kill -9, told by the parent", killed, "w0", "generation 2: 1 workers train on");
    }

    [Fact]
    public async Task A_stopped_process_is_given_up()
    {
        Start(workers: 2, Endless);
        await _notes.WaitAsync("forming", "generation 1: 2 workers train");
        var stopped = Stopwatch.GetTimestamp();
        _workers[1].Signal(NodeProcess.Stop);
        await ReportAsync("SIGSTOP", stopped, "w1", "1 workers train on");
    }

    [Fact]
    public async Task A_process_that_comes_late_trains_with_the_others()
    {
        Start(workers: 1, Endless);
        await _notes.WaitAsync("forming", "generation 1: 1 workers train");
        _workers.Add(NodeProcess.Worker(_node.HostAndPort, "late", Endless));
        await _notes.WaitAsync("joining", "generation 2: 2 workers train on");
        Assert.Contains(_store.Journal.Lines, l => l.EndsWith(": w0 late.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Workers_end_when_the_first_node_leaves()
    {
        Start(workers: 1, Endless);
        await _notes.WaitAsync("forming", "generation 1: 1 workers train");
        await _node.DisposeAsync();
        Assert.Equal(3, await _workers[0].ExitAsync());
    }

    public async Task DisposeAsync()
    {
        _workers.ForEach(w => w.Dispose());
        await _node.DisposeAsync();
    }

    private void Start(int workers, long steps)
    {
        _node.StartCoordinator(_store, LocalRun.Settings with { Workers = workers, Steps = steps }, TimeProvider.System);
        for (var i = 0; i < workers; i++)
            _workers.Add(NodeProcess.Worker(_node.HostAndPort, $"w{i}", steps));
    }

    private async Task ReportAsync(string what, long since, string worker, string recovered)
    {
        var lost = await _notes.WaitAsync("losing", $"{worker} on host (cpu) is lost");
        var (_, on) = await _notes.WaitAsync("recovering", recovered);
        var (seen, recovery) = (Stopwatch.GetElapsedTime(since, lost.At).TotalSeconds, Stopwatch.GetElapsedTime(since, on).TotalSeconds);
        output.WriteLine($"{what}: seen after {seen:F2} s, trained on after {recovery:F2} s ({lost.Line})");
    }
}
