using JsiGan.Runtime.Files;
using Spectre.Console;

namespace JsiGan.Benchmarks.Benches.Sweeps;

/// <summary>
/// The searcher that a sweep has by default against Optuna's. For each problem and budget the mean over the seeds is compared with the best
/// mean of the rivals; the rows are geometric means over problems and budgets, so that their ratio is the geometric mean of the ratios.
/// </summary>
internal sealed class SearchQuality : ISweepPart
{
    private const string Regret = "sweep.regret";
    private const string Volume = "sweep.hypervolume";
    private const int Seeds = 20;
    private const int QuickSeeds = 4;

    /// <summary>Smaller regrets count as this one: a hit of the optimum would outweigh everything else.</summary>
    private const double LeastRegret = 1e-6;

    private static readonly int[] Budgets = [16, 32, 64];
    private static readonly TestProblem[] Single = [TestProblems.Branin, TestProblems.Hartmann6, TestProblems.NoisyRosenbrock];

    public IReadOnlyList<string> Rows => [Regret, Volume];

    public IReadOnlyList<ResultRow> Measure(BenchOptions options, IAnsiConsole console)
    {
        var seeds = options.Quick ? QuickSeeds : Seeds;
        console.MarkupLineInterpolated($"[grey]{seeds} sweeps of each problem[/]");
        var ours = Single.Append(TestProblems.Zdt1)
            .ToDictionary(problem => problem.Name, problem => Means(problem, seeds, options.Threads));
        ILookup<string, double[]>? rivals = null;
        if (OptunaPeer.Missing() is { } missing)
        {
            console.WriteLine(missing);
        }
        else
        {
            console.MarkupLine("[grey]the same with Optuna (minutes)[/]");
            rivals = OptunaPeer.Run(seeds, Budgets, options.Threads);
            Report(ours, rivals, console);
        }

        return
        [
            Row(Regret, Single, ours, rivals, seeds, higherIsBetter: false),
            Row(Volume, [TestProblems.Zdt1], ours, rivals, seeds, higherIsBetter: true),
        ];
    }

    private static double[] Means(TestProblem problem, int seeds, int threads)
    {
        var results = new double[seeds][];
        Parallel.For(
            0, seeds, new ParallelOptions { MaxDegreeOfParallelism = threads },
            seed => results[seed] = SearchStudy.Run(problem, seed, Budgets));
        return [.. Budgets.Select((_, i) => results.Average(result => result[i]))];
    }

    private static ResultRow Row(
        string name, IReadOnlyList<TestProblem> problems, Dictionary<string, double[]> ours, ILookup<string, double[]>? rivals, int seeds,
        bool higherIsBetter)
    {
        var unit = higherIsBetter ? "1" : "loss";
        var value = GeometricMean(problems.SelectMany(problem => ours[problem.Name]));
        return rivals is null
            ? ResultRow.Alone(name, value, unit, higherIsBetter, seeds)
            : ResultRow.Against(
                name, value, unit,
                GeometricMean(problems.SelectMany(problem => Budgets.Select((_, i) => Best(rivals[problem.Name], i, higherIsBetter)))),
                higherIsBetter, seeds);
    }

    private static double Best(IEnumerable<double[]> rivals, int budget, bool higherIsBetter) =>
        higherIsBetter ? rivals.Max(means => means[budget]) : rivals.Min(means => means[budget]);

    private static double GeometricMean(IEnumerable<double> values) =>
        Math.Exp(values.Average(value => Math.Log(Math.Max(value, LeastRegret))));

    private static void Report(Dictionary<string, double[]> ours, ILookup<string, double[]> rivals, IAnsiConsole console)
    {
        foreach (var (problem, means) in ours)
        {
            var best = Budgets.Select((_, i) => Best(rivals[problem], i, problem == TestProblems.Zdt1.Name));
            console.MarkupLineInterpolated(
                $"[grey]{problem} after {string.Join(", ", Budgets)} trials: {Join(means)}; the best of Optuna's {Join(best)}[/]");
        }
    }

    private static string Join(IEnumerable<double> values) =>
        string.Join(", ", values.Select(value => FormattableString.Invariant($"{value:G3}")));
}
