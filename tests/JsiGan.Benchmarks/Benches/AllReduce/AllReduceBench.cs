using System.Globalization;
using JsiGan.Collectives;
using JsiGan.Runtime.Files;
using Spectre.Console;

namespace JsiGan.Benchmarks.Benches.AllReduce;

/// <summary>All-reduce of the gradients of all three networks (115 MB) by 2 and 4 local workers, compared with PyTorch's Gloo.</summary>
public sealed class AllReduceBench : IBench
{
    private static readonly int[] Sizes = [2, 4];

    public string Name => "allreduce";

    public string Summary =>
        "All-reduce of 115 MB between 2 and 4 local workers: seconds compared with PyTorch's Gloo, and the share of loopback's bandwidth.";

    public IReadOnlyList<string> Rows { get; } =
        [.. Sizes.SelectMany(size => new[] { $"allreduce.{size}", $"allreduce.gloo.{size}", $"allreduce.loopback.{size}" })];

    public IReadOnlyList<ResultRow> Run(BenchOptions options, IAnsiConsole console)
    {
        var missing = PyTorchPeer.Missing();
        if (missing is not null)
            console.WriteLine(missing);

        return [.. Sizes.SelectMany(size => Measure(size, options, withPeer: missing is null, console))];
    }

    private static IEnumerable<ResultRow> Measure(int size, BenchOptions options, bool withPeer, IAnsiConsole console)
    {
        var rounds = options.Quick ? 3 : 9;
        var (ours, gloo, peers, loopback) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var run = 1; run <= options.Runs; run++)
        {
            console.MarkupLineInterpolated($"[grey]{size} workers: run {run} of {options.Runs}[/]");
            ours.Add(AllReduceGroup.Measure(size, Transport.Auto, rounds));
            gloo.Add(AllReduceGroup.Measure(size, Transport.Gloo, rounds));
            loopback.Add(LoopbackCopy.Measure(10L * AllReduceGroup.Bytes));
            if (withPeer)
                peers.Add(Peer(size, rounds));
        }

        var reference = withPeer ? Statistics.Median(peers) : (double?)null;
        yield return Seconds($"allreduce.{size}", ours, reference);
        yield return Seconds($"allreduce.gloo.{size}", gloo, reference);
        // A ring sends 2 (n-1)/n of the buffer from each rank: its share of a connection's bandwidth.
        var sent = 2.0 * (size - 1) / size * AllReduceGroup.Bytes / Statistics.Median(ours);
        yield return ResultRow.Alone(
            $"allreduce.loopback.{size}", sent / Statistics.Median(loopback), "1", higherIsBetter: true, ours.Count);
    }

    private static ResultRow Seconds(string name, List<double> values, double? reference) => reference is { } peer
        ? ResultRow.Against(name, Statistics.Median(values), "s", peer, higherIsBetter: false, values.Count)
        : ResultRow.Alone(name, Statistics.Median(values), "s", higherIsBetter: false, values.Count);

    private static double Peer(int size, int rounds) => double.Parse(
        ChildProcess.Run(
            "/usr/bin/python3",
            [
                Path.Combine(AppContext.BaseDirectory, "peers", "pytorch_allreduce.py"),
                "--world", Text(size), "--bytes", Text(AllReduceGroup.Bytes), "--rounds", Text(rounds),
            ],
            threads: 1),
        CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
