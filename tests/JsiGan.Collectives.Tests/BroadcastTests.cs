namespace JsiGan.Collectives.Tests;

public sealed class BroadcastTests
{
    public static TheoryData<Transport, int, int> Cases()
    {
        var cases = new TheoryData<Transport, int, int>();
        foreach (var (transport, size) in Groups.All)
        {
            foreach (var count in new[] { 0, 1, 12_345, 10_000_000 })
                cases.Add(transport, size, count);
        }

        return cases;
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task Every_rank_gets_the_values_of_each_root(Transport transport, int size, int count)
    {
        using var world = await World.ConnectAsync(size, transport);
        await world.EachAsync(rank =>
        {
            for (var root = 0; root < size; root++)
            {
                var values = new int[count];
                for (var i = 0; i < count && rank.Rank == root; i++)
                    values[i] = i + root;

                rank.Broadcast(values.AsSpan(), root, World.Operation());
                for (var i = 0; i < count; i++)
                {
                    if (values[i] != i + root)
                        Assert.Fail($"element {i} on rank {rank.Rank} is {values[i]}, rank {root} has {i + root}");
                }
            }
        });
    }

    [Theory, MemberData(nameof(Sizes))]
    public async Task No_rank_passes_a_barrier_before_the_last_has_reached_it(Transport transport, int size)
    {
        using var world = await World.ConnectAsync(size, transport);
        var arrived = 0;
        await world.EachAsync(rank =>
        {
            for (var round = 1; round <= 20; round++)
            {
                Interlocked.Increment(ref arrived);
                rank.Barrier(World.Operation(step: round));
                var seen = Volatile.Read(ref arrived);
                Assert.True(seen >= round * size, $"rank {rank.Rank} passed barrier {round} after {seen} arrivals of {round * size}");
            }
        });
    }

    public static TheoryData<Transport, int> Sizes()
    {
        var cases = new TheoryData<Transport, int>();
        foreach (var (transport, size) in Groups.All)
            cases.Add(transport, size);

        return cases;
    }
}
