using JsiGan.Cluster.Hosting;
using JsiGan.Cluster.Tests.Fakes;
using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using Microsoft.Extensions.Logging;

namespace JsiGan.Cluster.Tests;

/// <summary>Nodes that join over loopback.</summary>
public sealed class ClusterNodeTests
{
    [Fact]
    public async Task A_node_that_joins_finds_the_coordinator_and_its_worker_trains()
    {
        await using var first = await StartFirstAsync();
        var store = new MemoryRunStore();
        var events = new EventJournal();
        first.StartCoordinator(store, LocalRun.Settings with { Workers = 1, Steps = 20 }, TimeProvider.System, events);
        await using var second =
            await ClusterNode.StartAsync(new NodeOptions { Seeds = [first.HostAndPort], Roles = [NodeOptions.WorkerRole] });
        using var thread = new FakeTrainingThread("a", TimeSpan.FromMilliseconds(10), 20);
        second.StartWorker(LocalRun.Request("a"), thread);
        await events.WaitForGenerationAsync("training", workers: 1);
        var status = await second.StatusAsync(Journal.Timeout);
        Assert.Equal("a", Assert.Single(status.Workers).Worker);
        Assert.Equal([first.HostAndPort, second.HostAndPort], second.Members.OrderBy(m => m != first.HostAndPort));
        Assert.True((await first.RunEnded.WaitAsync(Journal.Timeout)).IsFinished);
        Assert.True((await second.WorkerExited.WaitAsync(Journal.Timeout)).Finished);
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        await using var first = await StartFirstAsync();
        var port = int.Parse(first.HostAndPort.Split(':')[1]);
        var fault = await Assert.ThrowsAsync<ClusterException>(() => ClusterNode.StartAsync(new NodeOptions { Port = port }));
        Assert.True(fault.IsUsage);
        Assert.StartsWith($"Port {port} of 127.0.0.1 is in use", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_not_of_this_machine_is_named()
    {
        var fault = await Assert.ThrowsAsync<ClusterException>(() => ClusterNode.StartAsync(new NodeOptions { Host = "192.0.2.1" }));
        Assert.True(fault.IsUsage);
        Assert.Contains("192.0.2.1", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_seed_without_a_node_is_named()
    {
        var options = new NodeOptions { Seeds = [$"127.0.0.1:{await FreePortAsync()}"], JoinTimeout = TimeSpan.FromSeconds(2) };
        var fault = await Assert.ThrowsAsync<ClusterException>(() => ClusterNode.StartAsync(options));
        Assert.True(fault.IsUsage);
        Assert.Contains($"through {options.Seeds[0]} within 2 s", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_seed_of_another_cluster_refuses_a_node()
    {
        await using var first = await StartFirstAsync();
        var options = new NodeOptions { Cluster = "other", Seeds = [first.HostAndPort], JoinTimeout = TimeSpan.FromSeconds(2) };
        var fault = await Assert.ThrowsAsync<ClusterException>(() => ClusterNode.StartAsync(options));
        Assert.Contains("could not join the cluster 'other'", fault.Message, StringComparison.Ordinal);
        Assert.Equal([first.HostAndPort], first.Members);
    }

    [Fact]
    public async Task All_invalid_seeds_are_named_at_once()
    {
        var options = new NodeOptions { Seeds = ["host", "127.0.0.1:1", "host:0"] };
        var fault = await Assert.ThrowsAsync<ClusterException>(() => ClusterNode.StartAsync(options));
        Assert.StartsWith("The seeds hold 'host', 'host:0'; expected host:port", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_status_without_a_coordinator_says_so()
    {
        await using var first = await StartFirstAsync();
        var fault = await Assert.ThrowsAsync<ClusterException>(() => first.StatusAsync(TimeSpan.FromMilliseconds(300)));
        Assert.False(fault.IsUsage);
        Assert.Contains("did not answer within 0.3 s", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_node_that_stops_leaves_its_run_before_its_cluster()
    {
        await using var first = await StartFirstAsync();
        var events = new EventJournal();
        first.StartCoordinator(new MemoryRunStore(), LocalRun.Settings with { Workers = 1 }, TimeProvider.System, events);
        var second = await ClusterNode.StartAsync(new NodeOptions { Seeds = [first.HostAndPort], Roles = [NodeOptions.WorkerRole] });
        using var thread = new FakeTrainingThread("a", TimeSpan.Zero, 1);
        second.StartWorker(LocalRun.Request("a"), thread);
        await events.WaitForGenerationAsync("training", workers: 1);
        await second.DisposeAsync();
        var (lost, _) = await events.WaitAsync<WorkerLost>("leaving");
        Assert.IsType<LossCause.Left>(lost.Cause);
        Assert.Equal(NodeEnd.Stopped, second.End);
    }

    [Fact]
    public async Task A_node_whose_seeds_leave_ends_with_that_reason()
    {
        var first = await StartFirstAsync();
        await using var second = await ClusterNode.StartAsync(new NodeOptions { Seeds = [first.HostAndPort] });
        await first.DisposeAsync();
        await second.Ended.WaitAsync(Journal.Timeout);
        Assert.Equal(NodeEnd.SeedsLeft, second.End);
    }

    [Fact]
    public async Task A_message_without_a_serializer_is_refused_in_the_log_and_the_connection_stays()
    {
        await using var first = await StartFirstAsync();
        first.StartCoordinator(
            new MemoryRunStore(), LocalRun.Settings with { Workers = 1 }, TimeProvider.System, RunObserver.None);
        using var log = new CapturedLog();
        await using var second = await ClusterNode.StartAsync(new NodeOptions { Seeds = [first.HostAndPort], LoggerFactory = log });
        await second.StatusAsync(Journal.Timeout);
        second.Tell(new RunInput.StopRequested("inputs do not travel"));
        var (line, _) = await log.Lines.WaitAsync("refusing", l => l.Message.Contains("was not sent", StringComparison.Ordinal));
        Assert.Contains($"{typeof(RunInput.StopRequested)} was not sent: no serializer is bound to it.", line.Message,
            StringComparison.Ordinal);
        Assert.All(log.Lines.Entries, l => Assert.True(l.Level >= LogLevel.Warning, $"{l.Level}: {l.Message}"));
        await second.StatusAsync(Journal.Timeout);
        Assert.False(first.RunEnded.IsCompleted);
    }

    private static Task<ClusterNode> StartFirstAsync() => ClusterNode.StartAsync(new NodeOptions { Roles = [NodeOptions.CoordinatorRole] });

    // The port of a node that has ended.
    private static async Task<string> FreePortAsync()
    {
        await using var node = await StartFirstAsync();
        return node.HostAndPort.Split(':')[1];
    }
}
