using System.Diagnostics;
using JsiGan.Runtime.Files;
using JsiGan.Search.Searchers;
using JsiGan.Search.Sequences;
using JsiGan.Search.Spaces;
using JsiGan.Search.Trials;
using Spectre.Console;

namespace JsiGan.Benchmarks.Benches.Sweeps;

/// <summary>The next trial by a Gaussian process after 64 trials of 8 parameters: hyperparameters are fitted anew every time.</summary>
internal sealed class ModelDecision : ISweepPart
{
    private const string Row = "sweep.decision.gp";
    private const int Trials = 64;
    private const int Parameters = 8;
    private const int Unmeasured = 40;
    private const int Decisions = 31;
    private const double TargetSeconds = 0.02;

    private static readonly Objective[] Objectives = [new("loss", Goal.Minimise)];

    private static readonly SearchSpace Space =
        new(Enumerable.Range(0, Parameters).Select(i => new RealParameter($"lambda_{i}", 0.01, 10, IsLog: true)));

    public IReadOnlyList<string> Rows => [Row];

    public IReadOnlyList<ResultRow> Measure(BenchOptions options, IAnsiConsole console)
    {
        console.MarkupLine("[grey]decisions of the Gaussian process[/]");
        var seconds = Enumerable.Range(0, Unmeasured + Decisions).Select(Seconds).ToList();
        return [ResultRow.Against(
            Row, Statistics.Median(seconds.Skip(Unmeasured)), "s", TargetSeconds, higherIsBetter: false, Decisions)];
    }

    private static double Seconds(int seed)
    {
        var history = History(seed);
        var searcher = new GaussianProcessSearcher(Space, Objectives, seed);
        var started = Stopwatch.GetTimestamp();
        searcher.Next(history);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Trials around a bowl that half of the parameters shape, with some noise.</summary>
    private static List<Observation> History(int seed)
    {
        var random = new SeededRandom(seed, Trials);
        var history = new List<Observation>();
        for (var number = 0; number < Trials; number++)
        {
            double[] point = [.. Enumerable.Range(0, Parameters).Select(_ => random.NextDouble())];
            var loss = point.Take(Parameters / 2).Sum(x => (x - 0.3) * (x - 0.3)) + (0.01 * random.NextNormal());
            history.Add(new(number, Space.AssignmentAt(point), TrialState.Completed, [loss]));
        }

        return history;
    }
}
