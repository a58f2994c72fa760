using JsiGan.Collectives.Tests.Worker;

namespace JsiGan.Collectives.Tests;

/// <summary>Sums of values whose order of addition shows in the last bits.</summary>
public sealed class SameBitsTests
{
    private const int Count = 1_000_003;
    private const int Seed = 20_261_122;

    public static TheoryData<Transport, int> Cases()
    {
        var cases = new TheoryData<Transport, int>();
        foreach (var transport in Groups.Transports)
        {
            cases.Add(transport, 3);
            cases.Add(transport, 4);
        }

        return cases;
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task Every_rank_and_every_run_gets_the_same_bits(Transport transport, int size)
    {
        var first = await RunAsync(transport, size);
        var second = await RunAsync(transport, size);
        Assert.Single(first.Concat(second).Distinct());
    }

    [Theory, InlineData(3), InlineData(4)]
    public async Task Shared_memory_adds_in_the_order_of_the_ranks(int size)
    {
        var inputs = Enumerable.Range(0, size).Select(rank => Values(Seed + rank)).ToList();
        var expected = new float[Count];
        for (var i = 0; i < Count; i++)
        {
            var sum = inputs[0][i];
            for (var rank = 1; rank < size; rank++)
                sum += inputs[rank][i];

            expected[i] = sum;
        }

        using var world = await World.ConnectAsync(size, Transport.SharedMemory);
        await world.EachAsync(rank =>
        {
            rank.AllReduceSum(inputs[rank.Rank].AsSpan(), World.Operation());
            var same = expected.AsSpan().SequenceEqual(inputs[rank.Rank]);
            Assert.True(same, $"rank {rank.Rank} of {size} added in another order (seed {Seed})");
        });
    }

    [Fact]
    public async Task Queued_operations_end_in_order_with_the_right_sums()
    {
        const int Buckets = 20;
        using var world = await World.ConnectAsync(2, Transport.SharedMemory);
        await world.EachAsync(rank =>
        {
            var buckets = Enumerable.Range(0, Buckets).Select(bucket => GC.AllocateArray<float>(1000, pinned: true)).ToList();
            var tasks = new List<Task>();
            for (var bucket = 0; bucket < Buckets; bucket++)
            {
                buckets[bucket].AsSpan().Fill(bucket + (1000 * rank.Rank));
                var data = System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(buckets[bucket], 0);
                tasks.Add(rank.AllReduceSumAsync(data, 1000, ElementType.Float32, World.Operation($"bucket {bucket}")));
            }

            Task.WaitAll([.. tasks], World.Timeout);
            for (var bucket = 0; bucket < Buckets; bucket++)
                Assert.All(buckets[bucket], value => Assert.Equal((2 * bucket) + 1000, value));
        });
    }

    private static float[] Values(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Count).Select(_ => (float)((random.NextDouble() * 2) - 1))];
    }

    private static async Task<IReadOnlyList<string>> RunAsync(Transport transport, int size)
    {
        var workers = await WorkerProcess.StartAsync(size, transport);
        try
        {
            foreach (var worker in workers)
                worker.Tell($"sum {Count} {Seed}");

            return await Task.WhenAll(workers.Select(worker => worker.AnswerAsync("sum ")));
        }
        finally
        {
            foreach (var worker in workers)
                worker.Dispose();
        }
    }
}
