using System.Diagnostics;
using System.Globalization;
using JsiGan.Collectives;

namespace JsiGan.Benchmarks.Benches.AllReduce;

/// <summary>Ranks as processes.</summary>
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
                processes[rank].StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rank} {blobs}"));

            return processes.Select(process => double.Parse(Line(process), CultureInfo.InvariantCulture)).Max();
        }
        finally
        {
            foreach (var process in processes)
            {
                if (!process.WaitForExit(TimeSpan.FromSeconds(5)))
                    process.Kill();

                process.Dispose();
            }
        }
    }

    private static string Line(Process process) =>
        process.StandardOutput.ReadLine() ?? throw new FailureException("A rank of the all-reduce ended without a measurement.");

    private static Process Start(Transport transport, int rounds)
    {
        string[] arguments =
            [AllReduceRank.Name, "--transport", transport.ToString(), "--rounds", rounds.ToString(CultureInfo.InvariantCulture)];
        var start = new ProcessStartInfo(Programs.Bench[0], [.. Programs.Bench.Skip(1), .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        return Process.Start(start) ?? throw new FailureException($"{start.FileName} could not be started.");
    }
}
