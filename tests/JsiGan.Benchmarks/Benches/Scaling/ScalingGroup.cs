using System.Globalization;

namespace JsiGan.Benchmarks.Benches.Scaling;

/// <summary>Workers as processes, each with its share of the threads.</summary>
internal static class ScalingGroup
{
    /// <summary>
    /// Times of a step: the slowest rank's, and the wait of the rank that waited least, since the others also wait for it.
    /// </summary>
    /// <param name="world">Number of workers.</param>
    /// <param name="steps">How many steps the medians are of.</param>
    /// <param name="threads">Threads of all workers together.</param>
    /// <param name="sumsLate">Whether all-reduce starts after the backward pass instead of overlapping it.</param>
    public static StepTimes Measure(int world, StepCase work, int steps, int threads, bool sumsLate = false)
    {
        var each = Math.Max(1, threads / world);
        string[] arguments =
        [
            ScalingRank.Name, "--stage", Text(work.Stage), "--lr-size", Text(work.LowSize), "--batch", Text(work.Batch), "--steps",
            Text(steps), "--threads", Text(each), "--sums-late", sumsLate ? "true" : "false",
        ];
        var times = JoinedProcesses.Run(world, arguments, each).Select(Parse).ToList();
        return new StepTimes(times.Max(time => time.Step), times.Min(time => time.Waited));
    }

    private static StepTimes Parse(string line)
    {
        var words = line.Split(' ');
        return new StepTimes(double.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
