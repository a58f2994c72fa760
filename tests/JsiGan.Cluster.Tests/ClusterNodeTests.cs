using JsiGan.Cluster.Hosting;
using JsiGan.Cluster.Tests.Fakes;

namespace JsiGan.Cluster.Tests;

/// <summary>Nodes that join over loopback.</summary>
public sealed class ClusterNodeTests
{
    [Fact]
    public async Task A_node_that_joins_finds_the_coordinator_and_its_worker_trains()
    {
        await using var first = await StartFirstAsync();
        var store = new MemoryRunStore();
        var notes = new Journal();
        first.Noted += notes.Add;
        first.StartCoordinator(store, LocalRun.Settings with { Workers = 1, Steps = 20 }, TimeProvider.System);
        await using var second =
            await ClusterNode.StartAsync(new NodeOptions { Seeds = [first.HostAndPort], Roles = [NodeOptions.WorkerRole] });
        using var thread = new FakeTrainingThread("a", TimeSpan.FromMilliseconds(10), 20);
        second.StartWorker(LocalRun.Hello("a"), thread);
        await notes.WaitAsync("training", "generation 1: 1 workers train");
        var status = await second.StatusAsync(Journal.Limit);
        Assert.Equal("a", Assert.Single(status.Workers).Worker);
        Assert.Equal([first.HostAndPort, second.HostAndPort], second.Members.OrderBy(m => m != first.HostAndPort));
        Assert.True((await first.RunEnded.WaitAsync(Journal.Limit)).Finished);
        Assert.True((await second.WorkerExited.WaitAsync(Journal.Limit)).Finished);
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
    public async Task A_seed_where_nobody_is_is_named()
    {
        var options = new NodeOptions { Seeds = [$"127.0.0.1:{await FreePortAsync()}"], JoinLimit = TimeSpan.FromSeconds(2) };
        var fault = await Assert.ThrowsAsync<ClusterException>(() => ClusterNode.StartAsync(options));
        Assert.True(fault.IsUsage);
        Assert.Contains($"at {options.Seeds[0]} within 2 s", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_seed_of_another_cluster_does_not_let_a_node_in()
    {
        await using var first = await StartFirstAsync();
        var options = new NodeOptions { Cluster = "other", Seeds = [first.HostAndPort], JoinLimit = TimeSpan.FromSeconds(2) };
        var fault = await Assert.ThrowsAsync<ClusterException>(() => ClusterNode.StartAsync(options));
        Assert.Contains("No node of the cluster 'other'", fault.Message, StringComparison.Ordinal);
        Assert.Equal([first.HostAndPort], first.Members);
    }

    [Fact]
    public async Task All_seeds_that_are_no_addresses_are_named_at_once()
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

    private static Task<ClusterNode> StartFirstAsync() => ClusterNode.StartAsync(new NodeOptions { Roles = [NodeOptions.CoordinatorRole] });

    // The port of a node that has ended.
    private static async Task<string> FreePortAsync()
    {
        await using var node = await StartFirstAsync();
        return node.HostAndPort.Split(':')[1];
    }
}
