using System.Diagnostics;
using System.Globalization;
using JsiGan.Collectives;
using JsiGan.Training.Distributed;
using static TorchSharp.torch;

namespace JsiGan.Benchmarks.Benches.GpuCheck.Parts;

/// <summary>The operations of a collective on tensors of a device, each checked, and an all-reduce timed.</summary>
internal static class CollectiveCheck
{
    private const int Rounds = 5;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <param name="collective">All ranks make the same call.</param>
    /// <param name="place">Where the collective's buffers live.</param>
    /// <param name="bytes">Bytes of the timed all-reduce.</param>
    public static string Run(ICollective collective, Device place, int bytes)
    {
        Sum(collective, place, ScalarType.Float32, 1000);
        Sum(collective, place, ScalarType.Float64, 1001);
        Broadcast(collective, place);
        var seconds = Enumerable.Range(0, Rounds + 1)
            .Select(_ => Sum(collective, place, ScalarType.Float32, bytes / sizeof(float))).Skip(1);
        return string.Create(CultureInfo.InvariantCulture,
            $"{collective.Size} ranks: sums and broadcast are right, an all-reduce of {bytes / 1e6:F0} MB takes "
            + $"{Statistics.Median(seconds) * 1000:F1} ms");
    }

    // From a barrier to the end of the all-reduce.
    private static double Sum(ICollective collective, Device place, ScalarType type, long count)
    {
        using var scope = NewDisposeScope();
        // Still being computed on the GPU when the all-reduce starts.
        var values = full([count], collective.Rank + 1, dtype: type, device: place);
        var about = new Operation("check", 1, Timeout);
        collective.Barrier(about);
        var watch = Stopwatch.StartNew();
        collective.AllReduceSumAsync(TensorAddress.Of(values), count, TensorAddress.ElementOf(values), about).GetAwaiter().GetResult();
        var seconds = watch.Elapsed.TotalSeconds;
        var expected = collective.Size * (collective.Size + 1) / 2;
        Require(values, expected, $"sum of {type}");
        return seconds;
    }

    private static void Broadcast(ICollective collective, Device place)
    {
        using var scope = NewDisposeScope();
        var root = collective.Size - 1;
        var values = full([1003], collective.Rank, dtype: ScalarType.Int64, device: place);
        collective.BroadcastAsync(
            TensorAddress.Of(values), values.numel() * values.element_size(), ElementType.Byte, root, new Operation("check", 2, Timeout))
            .GetAwaiter().GetResult();
        Require(values, root, "broadcast");
    }

    private static void Require(Tensor values, int expected, string what)
    {
        var (least, most) = (values.min().to(ScalarType.Float64).item<double>(), values.max().to(ScalarType.Float64).item<double>());
        if (least != expected || most != expected)
            throw new FailureException(FormattableString.Invariant($"the {what} is {least} to {most}, expected {expected} everywhere"));
    }
}
