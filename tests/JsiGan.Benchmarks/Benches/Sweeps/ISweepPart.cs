using JsiGan.Runtime.Files;
using Spectre.Console;

namespace JsiGan.Benchmarks.Benches.Sweeps;

/// <summary>Some rows of `jsigan bench sweep`.</summary>
internal interface ISweepPart
{
    IReadOnlyList<string> Rows { get; }

    /// <summary>Measures, and reports progress on <paramref name="console"/>.</summary>
    IReadOnlyList<ResultRow> Measure(BenchOptions options, IAnsiConsole console);
}
