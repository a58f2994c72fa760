using System.Globalization;

namespace JsiGan.Benchmarks.Benches.Sweeps;

/// <summary>Optuna's searchers on the same problems (peers/optuna_sweep.py), run by Debian's python3.</summary>
internal static class OptunaPeer
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Names what is missing; null if it can run.</summary>
    public static string? Missing()
    {
        try
        {
            ChildProcess.Run(Python, ["-c", "import optuna, cmaes"], threads: 1);
            return null;
        }
        catch (Exception exception) when (exception is FailureException or System.ComponentModel.Win32Exception)
        {
            return "Optuna is not installed, so there is nothing to compare searchers with: install Debian's packages python3-optuna and "
                + "python3-cmaes for the second column.";
        }
    }

    /// <summary>Means over the seeds by problem and sampler, one a budget.</summary>
    public static ILookup<string, double[]> Run(int seeds, IReadOnlyList<int> budgets, int threads)
    {
        var output = ChildProcess.Run(
            Python,
            [
                Path.Combine(AppContext.BaseDirectory, "peers", "optuna_sweep.py"), "--seeds", Text(seeds),
                "--budgets", string.Join(',', budgets.Select(Text)), "--threads", Text(threads),
            ],
            threads: 1);
        double Number(string word) => double.Parse(word, CultureInfo.InvariantCulture);

        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
            .GroupBy(words => (Problem: words[0], Sampler: words[1]))
            .ToLookup(
                study => study.Key.Problem,
                study => budgets.Select((_, i) => study.Average(words => Number(words[3 + i]))).ToArray());
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
