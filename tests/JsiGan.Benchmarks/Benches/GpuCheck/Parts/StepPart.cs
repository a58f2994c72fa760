using System.Diagnostics;
using System.Globalization;
using JsiGan.Benchmarks.Measuring;
using JsiGan.Node.Results;

namespace JsiGan.Benchmarks.Benches.GpuCheck.Parts;

/// <summary>
/// Training steps at the paper's patch size, ours and then PyTorch's (eager, without torch.compile) on the same device: patches/s, and the
/// memory of the GPU in use after the last step.
/// </summary>
internal static class StepPart
{
    private const string BFloat16 = "bfloat16";
    private const string NoAutocast = "jsigan cannot: TorchSharp 0.107 has no autocast; PyTorch alone";

    private static readonly int[] Batches = [8, 32];
    private static readonly string[] Precisions = ["float32", "tf32", BFloat16];

    /// <summary>A part for each stage, batch and precision.</summary>
    public static IEnumerable<CheckPart> All(TimeSpan limit) =>
        from batch in Batches
        from precision in Precisions
        from stage in (int[])[2, 1]
        select new CheckPart(
            $"step.stage{stage}.b{batch}.{precision}", limit, context => Measure(context, stage, batch, precision),
            InQuick: batch == Batches[0] && precision == Precisions[0]);

    private static void Measure(PartContext context, int stage, int batch, string precision)
    {
        var name = $"stage{stage}.b{batch}.{precision}";
        if (!context.OnGpu && precision != Precisions[0])
        {
            context.Skip($"step.{name}", $"{precision} is measured on a GPU");
            return;
        }

        var work = context.Quick ? new StepCase(name, stage, Batch: 2, LowSize: 16) : new StepCase(name, stage, batch, LowSize: 80);
        var (steps, threads) = (context.Quick ? 2 : 15, Environment.ProcessorCount);
        var watch = Stopwatch.StartNew();
        var (own, ownFailure) = precision == BFloat16
            ? (null, null)
            : Try(() => StepChild.Measure(work, steps, threads, context.Device, precision));
        var (peer, peerFailure) = PyTorchPeer.Missing() is { } missing
            ? (null, missing)
            : Try(() => PyTorchPeer.StepOn(work, steps, threads, context.Device, precision));
        if (ownFailure is not null)
        {
            context.Tell(new CheckEntry($"step.{name}", CheckStatus.Failed, watch.Elapsed.TotalSeconds, ownFailure));
        }

        var detail = string.Create(CultureInfo.InvariantCulture, $"median of {steps} steps, LR {work.LowSize}, batch {work.Batch}")
            + (precision == BFloat16 ? $"; {NoAutocast}" : "") + (peerFailure is null ? "" : $"; PyTorch: {peerFailure}");
        var suffix = own is null ? ".pytorch" : "";
        if ((own ?? peer) is not null)
        {
            Tell($"step.{name}{suffix}", "patches/s", true, one => work.Batch / one.Seconds);
            Tell($"memory.{name}{suffix}", "By", false, one => one.DeviceBytes ?? one.PeakBytes);
        }
        else if (ownFailure is null)
        {
            context.Skip($"step.{name}", detail);
        }

        void Tell(string row, string unit, bool higherIsBetter, Func<StepMeasurement, double> quantity)
        {
            var value = quantity((own ?? peer)!);
            context.Tell(new CheckEntry(row, CheckStatus.Ok, watch.Elapsed.TotalSeconds, detail, own is null || peer is null
                ? ResultRow.Alone(row, value, unit, higherIsBetter)
                : ResultRow.Against(row, value, unit, quantity(peer), higherIsBetter)));
        }
    }

    private static (StepMeasurement? Measured, string? Failure) Try(Func<StepMeasurement> measure)
    {
        try
        {
            return (measure(), null);
        }
        catch (FailureException failure)
        {
            return (null, failure.Message);
        }
    }
}
