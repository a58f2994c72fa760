using JsiGan.Runtime.Files;
using Spectre.Console;

namespace JsiGan.Benchmarks.Benches.Sweeps;

/// <summary>Sweeps: what a decision takes, and how good the suggested trials are.</summary>
public sealed class SweepBench : IBench
{
    // A new row is a part here.
    private static readonly ISweepPart[] Parts = [new ModelDecision(), new AshaDecision(), new SearchQuality()];

    public string Name => "sweep";

    public string Summary => "Sweeps: the time of a decision, and the suggested trials compared with the best of Optuna's TPE, CMA-ES and "
        + "NSGA-II.";

    public IReadOnlyList<string> Rows { get; } = [.. Parts.SelectMany(part => part.Rows)];

    public IReadOnlyList<ResultRow> Run(BenchOptions options, IAnsiConsole console) =>
        [.. Parts.SelectMany(part => part.Measure(options, console))];
}
