using JsiGan.Collectives;
using JsiGan.Training.Recipes;
using static TorchSharp.torch;

namespace JsiGan.Training.Tests.Distributed;

/// <summary>Gradients are summed segment by segment while the backward pass goes on, and that changes nothing but the time.</summary>
public sealed class BucketTests
{
    [Fact]
    public void Sums_beside_the_backward_pass_give_the_bits_of_sums_after_it()
    {
        var early = Ranks.Run(3, SmallTraining.Batch, BatchStatistics.Global, workers => SmallTraining.Run(workers, ScalarType.Float32))[0];
        var late = Ranks.Run(3, SmallTraining.Batch, BatchStatistics.Global,
            workers => SmallTraining.Run(workers, ScalarType.Float32), overlapsBackward: false)[0];
        Assert.Equal(late.Measures, early.Measures);
        Assert.All(late.State, entry => Assert.Equal(entry.Value, early.State[entry.Key]));
    }

    [Fact]
    public void A_bucket_is_on_its_way_before_the_segments_before_it_have_gone_back()
    {
        var asked = new List<string>();
        Ranks.Run(2, SmallTraining.Batch, BatchStatistics.Global, workers => SmallTraining.Run(workers, ScalarType.Float32),
            wrap: (rank, inner) => rank == 0 ? new RecordingCollective(inner, asked) : inner);
        string[] buckets = [.. Enumerable.Range(0, 3).Select(i => $"generator gradients {3 - i}/3")];
        Assert.Equal(buckets, asked.Where(name => name.StartsWith("generator", StringComparison.Ordinal)).Take(3));

        // Every batch norm's gradient asks for a sum on the way back: those of the shallow layers come after the deep layers' buckets.
        foreach (var network in (string[])["discriminator1", "discriminator2"])
        {
            var places = Enumerable.Range(1, 4).Select(bucket => asked.IndexOf($"{network} gradients {bucket}/4")).ToList();
            Assert.True(places[3] > 0 && places[3] < places[2] && places[2] < places[1] && places[1] < places[0], string.Join(", ", asked));
            Assert.Contains("batch statistics", asked[places[3]..places[2]]);
            Assert.Contains("batch statistics", asked[places[1]..places[0]]);
        }
    }

    private sealed class RecordingCollective(ICollective inner, List<string> asked) : ICollective
    {
        public int Rank => inner.Rank;

        public int Size => inner.Size;

        public Task<CollectiveException> Broken => inner.Broken;

        public Task AllReduceSumAsync(nint data, long count, ElementType element, Operation operation)
        {
            asked.Add(operation.Name);
            return inner.AllReduceSumAsync(data, count, element, operation);
        }

        public Task BroadcastAsync(nint data, long count, ElementType element, int root, Operation operation) =>
            inner.BroadcastAsync(data, count, element, root, operation);

        public Task BarrierAsync(Operation operation) => inner.BarrierAsync(operation);

        public void Abort(string reason) => inner.Abort(reason);

        public void Dispose() => inner.Dispose();
    }
}
