namespace JsiGan.Collectives.Tests;

/// <summary>Calls that no transport can carry out.</summary>
public sealed class MisuseTests
{
    [Fact]
    public async Task A_mismatch_of_operations_names_both()
    {
        using var world = await World.ConnectAsync(2, Transport.SharedMemory);
        var sum = Task.Run(() => world[0].AllReduceSum(new float[10].AsSpan(), World.Operation("gradients", 4)));
        var other = Task.Run(() => world[1].Broadcast(new byte[5].AsSpan(), 0, World.Operation("weights", 4)));
        var faults = new[]
        {
            await Assert.ThrowsAsync<CollectiveException>(() => sum.WaitAsync(World.Timeout)),
            await Assert.ThrowsAsync<CollectiveException>(() => other.WaitAsync(World.Timeout)),
        };
        Assert.Contains(faults, fault => fault.Fault == CollectiveFault.Transport);
        Assert.All(faults, fault => Assert.Contains("the ranks disagree", fault.Message, StringComparison.Ordinal));
        Assert.All(faults, fault => Assert.Contains("a broadcast of 5 bytes", fault.Message, StringComparison.Ordinal));
        Assert.All(faults, fault => Assert.Contains("an all-reduce of float32 of 40 bytes", fault.Message, StringComparison.Ordinal));
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task Wrong_arguments_are_refused_before_anything_is_sent(int size)
    {
        using var world = await World.ConnectAsync(size, Transport.Auto);
        var rank = world[0];
        var about = World.Operation("buffer");
        await Assert.ThrowsAsync<ArgumentException>(() => rank.AllReduceSumAsync(0, 1, ElementType.Float32, about));
        await Assert.ThrowsAsync<ArgumentException>(() => rank.AllReduceSumAsync(1, -1, ElementType.Float32, about));
        await Assert.ThrowsAsync<ArgumentException>(() => rank.AllReduceSumAsync(1, 1, ElementType.Byte, about));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => rank.AllReduceSumAsync(1, 1, (ElementType)9, about));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => rank.BroadcastAsync(1, 1, ElementType.Byte, size, about));
        await Assert.ThrowsAsync<ArgumentException>(() => rank.BarrierAsync(about with { Timeout = TimeSpan.Zero }));
        await world.EachAsync(each => each.Barrier(World.Operation()));
    }

    [Fact]
    public void A_world_of_one_can_be_aborted_too()
    {
        using var alone = new LocalCollective();
        alone.Barrier(World.Operation());
        alone.Abort("the recipe changed");
        var fault = Assert.Throws<CollectiveException>(() => alone.Barrier(World.Operation("epoch", 2)));
        Assert.Equal(CollectiveFault.Aborted, fault.Fault);
        Assert.Contains("'epoch' of step 2", fault.Message, StringComparison.Ordinal);
        Assert.Contains("the recipe changed", fault.Message, StringComparison.Ordinal);
        Assert.True(alone.Broken.IsCompletedSuccessfully);
    }
}
