using System.Globalization;
using JsiGan.Benchmarks.Measuring;

namespace JsiGan.Benchmarks.Benches.Scaling;

/// <summary>Workers in processes of their own, each with its share of the threads.</summary>
internal static class ScalingGroup
{
    /// <summary>Median seconds of a step, by the slowest rank.</summary>
    public static double Measure(int world, StepCase work, int steps, int threads)
    {
        var each = Math.Max(1, threads / world);
        string[] arguments =
        [
            ScalingRank.Name, "--stage", Text(work.Stage), "--lr-size", Text(work.LowSize), "--batch", Text(work.Batch), "--steps",
            Text(steps), "--threads", Text(each),
        ];
        return JoinedProcesses.Run(world, arguments, each).Max(line => double.Parse(line, CultureInfo.InvariantCulture));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
