namespace JsiGan.Collectives.Tests;

/// <summary>Orderly ends, and operations after them.</summary>
public sealed class LeaveTests
{
    public static TheoryData<Transport> Transports() => [.. Groups.Transports];

    [Theory, MemberData(nameof(Transports))]
    public async Task A_rank_that_leaves_after_its_last_operation_disturbs_no_other(Transport transport)
    {
        for (var round = 0; round < 20; round++)
        {
            using var world = await World.ConnectAsync(3, transport);
            await world.EachAsync(rank =>
            {
                var values = new float[1_000_000];
                values.AsSpan().Fill(rank.Rank);
                // The root has handed its last bytes to the kernel long before the others receive them.
                rank.Broadcast(values.AsSpan(), root: 1, World.Operation(step: round));
                rank.Dispose();
                Assert.Equal(1, values[^1]);
            });
        }
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task An_operation_after_a_peer_has_left_names_the_peer_and_its_last_operation(Transport transport)
    {
        using var world = await World.ConnectAsync(2, transport);
        await world.EachAsync(rank => rank.Barrier(World.Operation()));
        world[1].Dispose();
        var fault = await Assert.ThrowsAsync<CollectiveException>(
            () => world[0].BarrierAsync(World.Operation("epoch", 3)).WaitAsync(World.Timeout));
        Assert.Equal(CollectiveFault.PeerLeft, fault.Fault);
        Assert.Contains("Barrier 'epoch' of step 3 failed on rank 0 of 2", fault.Message, StringComparison.Ordinal);
        Assert.Contains(
            $"rank 1 ({Environment.MachineName}) left after 1 operations", fault.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task Disposing_while_an_operation_runs_ends_it_here_and_there(Transport transport)
    {
        using var world = await World.ConnectAsync(3, transport);
        var waiting = new[] { 0, 1 }.Select(rank => world[rank].BarrierAsync(World.Operation())).ToList();
        world[0].Dispose();
        var here = await Assert.ThrowsAsync<CollectiveException>(() => waiting[0].WaitAsync(World.Timeout));
        var there = await Assert.ThrowsAsync<CollectiveException>(() => waiting[1].WaitAsync(World.Timeout));
        Assert.Equal(CollectiveFault.Aborted, here.Fault);
        Assert.Equal((CollectiveFault.PeerAborted, 0), (there.Fault, there.Peer));
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task An_orderly_end_is_not_a_failure(Transport transport)
    {
        var world = await World.ConnectAsync(2, transport);
        await world.EachAsync(rank => rank.Barrier(World.Operation()));
        world.Dispose();
        Assert.All(world.Ranks, rank => Assert.True(rank.Broken.IsCanceled));
        Assert.All(world.Ranks, rank => Assert.Throws<ObjectDisposedException>(() => rank.Barrier(World.Operation())));
    }
}
