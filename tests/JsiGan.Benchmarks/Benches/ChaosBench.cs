using System.Diagnostics;
using JsiGan.Runtime.Files;
using JsiGan.Testing.Recovery;
using Spectre.Console;

namespace JsiGan.Benchmarks.Benches;

/// <summary>Runs of four workers under random kills, stops and joins; every run must end with the weights of an undisturbed one.</summary>
public sealed class ChaosBench : IBench
{
    private const int Workers = 4;
    private const int Stage1 = 120;
    private const int Stage2 = 80;
    private const double Equal = 1e-9;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(40);

    public string Name => "chaos";

    public string Summary =>
        "200-step runs of 4 workers under random kills, stops and joins (--minutes): lost and repeated steps, and the weights.";

    public IReadOnlyList<string> Rows { get; } = ["chaos.runs", "chaos.disturbances", "chaos.lost", "chaos.repeated", "chaos.difference"];

    public bool TakesMinutes => true;

    public IReadOnlyList<ResultRow> Run(BenchOptions options, IAnsiConsole console)
    {
        var watch = Stopwatch.StartNew();
        var folder = Directory.CreateTempSubdirectory("jsigan-chaos-").FullName;
        try
        {
            var recipe = SmallRun.Recipe(Stage1, Stage2);
            var undisturbed = DisturbedRun.TrainUndisturbed(recipe, Path.Combine(folder, "undisturbed"));
            var (runs, disturbances, lost, repeated, difference) = (0, 0, 0, 0, 0.0);
            for (var seed = Environment.TickCount; runs == 0 || watch.Elapsed.TotalMinutes < options.Minutes; seed++)
            {
                var (count, verdict) = Once(recipe, Path.Combine(folder, $"run-{seed}"), undisturbed, seed, console);
                runs++;
                disturbances += count;
                lost += verdict.Lost;
                repeated += verdict.Repeated;
                difference = Math.Max(difference, verdict.Difference);
            }

            return
            [
                ResultRow.Alone("chaos.runs", runs, "count", higherIsBetter: true),
                ResultRow.Alone("chaos.disturbances", disturbances, "count", higherIsBetter: true),
                ResultRow.Alone("chaos.lost", lost, "count", higherIsBetter: false),
                ResultRow.Alone("chaos.repeated", repeated, "count", higherIsBetter: false),
                ResultRow.Alone("chaos.difference", difference, "1", higherIsBetter: false),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (int Disturbances, RunVerdict Verdict) Once(
        Training.Recipes.Recipe recipe, string folder, string undisturbed, int seed, IAnsiConsole console)
    {
        console.WriteLine($"seed {seed}");
        var run = new DisturbedRun(recipe, folder, EventPrinter.Grey(console));
        Directory.CreateDirectory(folder);
        FaultInjection.SlowDownAll(folder, Pace);
        using var chaos = new Chaos(seed, run, console.WriteLine);
        if (!run.TrainAsync(Workers, chaos.OnStep).GetAwaiter().GetResult())
            throw new FailureException($"The run of seed {seed} ended before its last step.");

        var verdict = run.Verify(undisturbed);
        return verdict is { Lost: 0, Repeated: 0, Difference: <= Equal } ? (chaos.Count, verdict) : throw new FailureException(
            $"The run of seed {seed} lost {verdict.Lost} steps, repeated {verdict.Repeated}, and its weights differ by "
            + $"{verdict.Difference:e2} ({verdict.Where}) from an undisturbed run's; none and at most {Equal:e0} were expected.");
    }
}
