using System.Diagnostics;
using System.Globalization;
using JsiGan.Runtime.Files;

namespace JsiGan.Benchmarks.Benches.GpuCheck.Parts;

/// <summary>
/// Training steps at the paper's patch size, PyTorch's (eager, without torch.compile) and ours on the same device, in float32 also the
/// plain step: patches/s, and GPU memory in use after the last step.
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
        var detail = string.Create(CultureInfo.InvariantCulture, $"median of {steps} steps, LR {work.LowSize}, batch {work.Batch}");
        var missing = PyTorchPeer.Missing();
        if (missing is not null && precision == BFloat16)
        {
            context.Skip($"step.{name}", $"{NoAutocast}, and it is missing: {missing}");
            return;
        }

        var peer = missing is not null
            ? new Side(null, missing)
            : Side.Of("PyTorch", () => PyTorchPeer.StepOn(work, steps, threads, context.Device, precision));
        if (precision == BFloat16)
        {
            Report(context, work, $"{name}.pytorch", peer, new Side(null, null), $"{detail}; {NoAutocast}");
            return;
        }

        var own = Side.Of("jsigan", () => StepChild.Measure(work, steps, threads, plain: false, context.Device, precision));
        Report(context, work, name, own, peer, detail);
        if (precision == Precisions[0] && batch == Batches[0])
        {
            var plain = Side.Of("plain", () => StepChild.Measure(work, steps, threads, plain: true, context.Device, precision));
            Report(context, work, $"{name}.plain", own, plain, $"{detail}; compared with the plain step of a TorchSharp user");
        }
    }

    private static void Report(PartContext context, StepCase work, string name, Side own, Side other, string detail)
    {
        detail += other.Failure is null ? "" : $"; {other.Failure}";
        if (own.Measured is not { } measured)
        {
            var status = own.Failure is null ? CheckStatus.Skipped : CheckStatus.Failed;
            context.Report(new CheckEntry($"step.{name}", status, own.Seconds, own.Failure ?? detail));
            return;
        }

        Row($"step.{name}", "patches/s", true, one => work.Batch / one.Seconds);
        Row($"memory.{name}", "By", false, one => one.DeviceBytes ?? one.PeakBytes);

        void Row(string row, string unit, bool higherIsBetter, Func<StepMeasurement, double> quantity) => context.Report(new CheckEntry(
            row, CheckStatus.Ok, own.Seconds + other.Seconds, detail,
            other.Measured is null
                ? ResultRow.Alone(row, quantity(measured), unit, higherIsBetter)
                : ResultRow.Against(row, quantity(measured), unit, quantity(other.Measured), higherIsBetter)));
    }

    /// <summary>The measurement of one side, or why there is none.</summary>
    private sealed record Side(StepMeasurement? Measured, string? Failure, double Seconds = 0)
    {
        public static Side Of(string who, Func<StepMeasurement> measure)
        {
            var watch = Stopwatch.StartNew();
            try
            {
                return new Side(measure(), null, watch.Elapsed.TotalSeconds);
            }
            catch (FailureException failure)
            {
                return new Side(null, $"{who}: {failure.Message}", watch.Elapsed.TotalSeconds);
            }
        }
    }
}
