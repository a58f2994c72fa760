using System.Diagnostics;
using System.Globalization;

namespace JsiGan.Benchmarks.Measuring;

/// <summary>One measurement in a fresh process, so that no run inherits another's caches, heaps or threads.</summary>
public static class ChildProcess
{
    /// <summary>
    /// Runs a program with a fixed number of threads and the system's allocator, not ./jsigan's, and returns what it printed.
    /// </summary>
    /// <exception cref="FailureException">It could not be started, or its exit code was not 0.</exception>
    public static string Run(string program, IReadOnlyList<string> arguments, int threads) =>
        Run(program, arguments, threads, keepsAllocator: false);

    /// <summary>Runs this program again with other arguments.</summary>
    /// <param name="threads">CPU threads of its native libraries.</param>
    /// <param name="keepsAllocator">Whether to keep the allocator that ./jsigan chose for this process.</param>
    public static string RunSelf(IReadOnlyList<string> arguments, int threads, bool keepsAllocator = true) =>
        Run(Programs.Bench[0], [.. Programs.Bench.Skip(1), .. arguments], threads, keepsAllocator);

    private static string Run(string program, IReadOnlyList<string> arguments, int threads, bool keepsAllocator)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var variable in (string[])["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"])
            start.Environment[variable] = threads.ToString(CultureInfo.InvariantCulture);

        if (!keepsAllocator)
        {
            start.Environment.Remove("LD_PRELOAD");
            start.Environment.Remove("MALLOC_CONF");
        }

        using var process = Process.Start(start) ?? throw new FailureException($"{program} could not be started.");
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new FailureException(
                $"{program} {string.Join(' ', arguments)} ended with exit code {process.ExitCode} where 0 was expected: "
                + LastLineOf(error.Result));
        }

        return output;
    }

    private static string LastLineOf(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";
}
