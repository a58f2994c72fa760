using System.Diagnostics;
using System.Globalization;

namespace JsiGan.Benchmarks.Benches.Scaling;

/// <summary>Workers in processes of their own, each with its share of the threads.</summary>
internal static class ScalingGroup
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Median seconds of a step, by the slowest rank.</summary>
    public static double Measure(int world, StepCase work, int steps, int threads)
    {
        var each = Math.Max(1, threads / world);
        var ranks = Enumerable.Range(0, world).Select(_ => Start(work, steps, each)).ToList();
        try
        {
            var blobs = string.Join(',', ranks.Select(Line));
            for (var rank = 0; rank < world; rank++)
            {
                ranks[rank].StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rank} {blobs}"));
            }

            return ranks.Select(rank => double.Parse(Line(rank), CultureInfo.InvariantCulture)).Max();
        }
        finally
        {
            foreach (var rank in ranks)
            {
                if (!rank.WaitForExit(Patience))
                {
                    rank.Kill();
                }

                rank.Dispose();
            }
        }
    }

    private static string Line(Process rank) =>
        rank.StandardOutput.ReadLine() ?? throw new FailureException("A rank of the scaling benchmark ended before it had measured.");

    private static Process Start(StepCase work, int steps, int threads)
    {
        string[] arguments =
        [
            typeof(ScalingGroup).Assembly.Location, ScalingRank.Name, "--stage", Text(work.Stage), "--lr-size", Text(work.LowSize),
            "--batch", Text(work.Batch), "--steps", Text(steps), "--threads", Text(threads),
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["OMP_NUM_THREADS"] = Text(threads);
        start.Environment["OMP_WAIT_POLICY"] = "passive";
        return Process.Start(start) ?? throw new FailureException("dotnet could not be started.");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
