using System.Diagnostics;
using System.Globalization;
using JsiGan.Collectives;

namespace JsiGan.Benchmarks.Benches.AllReduce;

/// <summary>Ranks in processes of their own.</summary>
public static class AllReduceGroup
{
    /// <summary>The gradients of all three networks in float32.</summary>
    public const int Bytes = 115_000_000;

    /// <summary>Seconds of one all-reduce: the slowest rank's median.</summary>
    public static double Measure(int size, Transport transport, int rounds)
    {
        var processes = Enumerable.Range(0, size).Select(_ => Start(transport, rounds)).ToList();
        try
        {
            var blobs = string.Join(',', processes.Select(Line));
            for (var rank = 0; rank < size; rank++)
            {
                processes[rank].StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rank} {blobs}"));
            }

            return processes.Select(process => double.Parse(Line(process), CultureInfo.InvariantCulture)).Max();
        }
        finally
        {
            foreach (var process in processes)
            {
                if (!process.WaitForExit(TimeSpan.FromSeconds(5)))
                {
                    process.Kill();
                }

                process.Dispose();
            }
        }
    }

    private static string Line(Process process) =>
        process.StandardOutput.ReadLine() ?? throw new FailureException("A rank of the all-reduce ended before it had measured.");

    private static Process Start(Transport transport, int rounds)
    {
        var self = Environment.ProcessPath!;
        var start = new ProcessStartInfo(self) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(self) == "dotnet")
        {
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "JsiGan.Benchmarks.dll"));
        }

        var count = rounds.ToString(CultureInfo.InvariantCulture);
        foreach (var argument in (string[])[AllReduceRank.Name, "--transport", transport.ToString(), "--rounds", count])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new FailureException($"{self} could not be started.");
    }
}
