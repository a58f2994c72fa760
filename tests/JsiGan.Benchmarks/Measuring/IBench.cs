using JsiGan.Runtime.Files;
using Spectre.Console;

namespace JsiGan.Benchmarks.Measuring;

/// <summary>One benchmark: `jsigan bench NAME`.</summary>
public interface IBench
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>One sentence for `jsigan bench list`.</summary>
    string Summary { get; }

    /// <summary>Names of the rows it prints, stable.</summary>
    IReadOnlyList<string> Rows { get; }

    /// <summary>Whether it supports --minutes.</summary>
    bool TakesMinutes => false;

    /// <summary>Whether it measures a trained generator, and so supports --model.</summary>
    bool TakesModel => false;

    /// <summary>Measures, and reports progress on <paramref name="console"/>.</summary>
    IReadOnlyList<ResultRow> Run(BenchOptions options, IAnsiConsole console);
}

/// <summary>How thorough a benchmark is.</summary>
/// <param name="Runs">Fresh processes of each side; the row is the median. Default 3.</param>
/// <param name="Quick">As little work as possible: not for the README.</param>
/// <param name="Threads">CPU threads of each side. Default: all cores.</param>
/// <param name="Minutes">Duration, if the benchmark supports it; 0, the default, is one round.</param>
/// <param name="Model">A run's folder, a checkpoint's or a generator's file, if the benchmark supports it.</param>
public sealed record BenchOptions(int Runs, bool Quick, int Threads, double Minutes = 0, string? Model = null);
