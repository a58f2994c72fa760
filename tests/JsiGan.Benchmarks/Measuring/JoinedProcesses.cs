using System.Diagnostics;
using System.Globalization;
using JsiGan.Collectives;
using JsiGan.Protocol.Runs;
using JsiGan.Runtime.Workers;
using JsiGan.Training.Distributed;

namespace JsiGan.Benchmarks.Measuring;

/// <summary>
/// Workers of a process group. Each prints its rendezvous, reads its rank and all rendezvous, and prints one line with its measurement.
/// </summary>
internal static class JoinedProcesses
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Starts the workers and waits for their measurements, in the order of ranks.</summary>
    /// <param name="world">How many.</param>
    /// <param name="arguments">A hidden command of this program, which calls <see cref="Join"/>.</param>
    /// <param name="threads">CPU threads of each.</param>
    /// <exception cref="FailureException">A worker ended without a result.</exception>
    public static IReadOnlyList<string> Run(int world, IReadOnlyList<string> arguments, int threads)
    {
        var workers = Enumerable.Range(0, world).Select(_ => Start(arguments, threads)).ToList();
        try
        {
            var blobs = string.Join(',', workers.Select(Line));
            for (var rank = 0; rank < world; rank++)
                workers[rank].StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rank} {blobs}"));

            return [.. workers.Select(Line)];
        }
        finally
        {
            foreach (var worker in workers)
            {
                if (!worker.WaitForExit(Timeout))
                    worker.Kill();

                worker.Dispose();
            }
        }
    }

    /// <summary>In a worker: connects to the others and enters the group.</summary>
    /// <param name="group">The group to enter.</param>
    /// <param name="optionsOf">Options of a rank; null for the fastest transport between processes of one machine.</param>
    /// <returns>The connection, which the caller disposes.</returns>
    public static GenerationCollectives Join(ProcessGroup group, Func<int, CollectiveOptions>? optionsOf = null)
    {
        using var rendezvous = GenerationRendezvous.Open(null);
        Console.WriteLine(Convert.ToHexString(rendezvous.Blob));
        var words = Console.ReadLine()!.Split(' ');
        var roster = words[1].Split(',').Select((blob, i) => new RosterEntry($"rank {i}", "local", Convert.FromHexString(blob))).ToList();
        var rank = int.Parse(words[0], CultureInfo.InvariantCulture);
        var options = optionsOf?.Invoke(rank) ?? new CollectiveOptions();
        var session = GenerationCollectives.ConnectAsync(rendezvous, roster, rank, options, default).GetAwaiter().GetResult();
        group.Enter(session.Sums, session.Gradients);
        return session;
    }

    private static string Line(Process worker) =>
        worker.StandardOutput.ReadLine() ?? throw new FailureException("A worker of the benchmark ended without a measurement.");

    private static Process Start(IReadOnlyList<string> arguments, int threads)
    {
        var start = new ProcessStartInfo(Programs.Bench[0], [.. Programs.Bench.Skip(1), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["OMP_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
        start.Environment["OMP_WAIT_POLICY"] = "passive";
        return Process.Start(start) ?? throw new FailureException($"{start.FileName} could not be started.");
    }
}
