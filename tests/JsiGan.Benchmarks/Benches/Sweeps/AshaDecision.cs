using System.Diagnostics;
using JsiGan.Runtime.Files;
using JsiGan.Search.Sequences;
using JsiGan.Search.Stopping;
using JsiGan.Search.Trials;
using Spectre.Console;

namespace JsiGan.Benchmarks.Benches.Sweeps;

/// <summary>Ranking the rungs of 1,000 trials and judging every one of them, and the next promotion.</summary>
internal sealed class AshaDecision : ISweepPart
{
    private const string Row = "sweep.decision.asha";
    private const int Trials = 1000;
    private const int Unmeasured = 40;
    private const int Decisions = 31;
    private const double TargetSeconds = 0.005;

    private static readonly Objective[] Objectives = [new("psnr", Goal.Maximise)];
    private static readonly RungLadder Ladder = new(Grace: 1, Budget: 256);

    public IReadOnlyList<string> Rows => [Row];

    public IReadOnlyList<ResultRow> Measure(BenchOptions options, IAnsiConsole console)
    {
        console.MarkupLine("[grey]decisions of ASHA[/]");
        var seconds = Enumerable.Range(0, Unmeasured + Decisions).Select(Seconds).ToList();
        return [ResultRow.Against(
            Row, Statistics.Median(seconds.Skip(Unmeasured)), "s", TargetSeconds, higherIsBetter: false, Decisions)];
    }

    private static double Seconds(int seed)
    {
        var results = Results(seed);
        var (stopping, promotion, available) = (new AshaStopping(), new AshaPromotion(Ladder.Rungs.Count), new HashSet<int>());
        var started = Stopwatch.GetTimestamp();
        var table = new RungTable(results, Objectives);
        for (var trial = 0; trial < Trials; trial++)
            stopping.Decide(table, trial);

        promotion.Next(table, available);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>All trials reach the first rung, a quarter of those the next, and so on.</summary>
    private static List<RungResult> Results(int seed)
    {
        var random = new SeededRandom(seed, Trials);
        var results = new List<RungResult>();
        for (var rung = 0; rung < Ladder.Rungs.Count; rung++)
        {
            for (var trial = 0; trial < Trials >> (2 * rung); trial++)
                results.Add(new(trial, rung, [30 + rung + random.NextNormal()]));
        }

        return results;
    }
}
