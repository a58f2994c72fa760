using JsiGan.Runtime.Files;
using Spectre.Console;

namespace JsiGan.Benchmarks.Benches;

/// <summary>
/// Training steps of both stages on random patches: throughput and peak memory compared with PyTorch, and throughput compared with the
/// plain step.
/// </summary>
public sealed class StepBench : IBench
{
    public string Name => "step";

    public string Summary =>
        "Training steps of both stages (x2, LR 48, batch 4 and 8): patches/s and peak memory compared with PyTorch, patches/s with the "
        + "plain step of a TorchSharp user over the same libtorch.";

    public IReadOnlyList<string> Rows { get; } =
    [
        .. Suffixes([.. StepCase.Standard, .. StepCase.Large]).Select(suffix => $"step.{suffix}"),
        .. Suffixes(StepCase.Standard).Select(suffix => $"plain.{suffix}"),
        .. Suffixes([.. StepCase.Standard, .. StepCase.Large]).Select(suffix => $"memory.{suffix}"),
    ];

    public IReadOnlyList<ResultRow> Run(BenchOptions options, IAnsiConsole console)
    {
        var missing = PyTorchPeer.Missing();
        if (missing is not null)
            console.WriteLine(missing);

        var rows = (options.Quick ? StepCase.Standard : [.. StepCase.Standard, .. StepCase.Large])
            .SelectMany(work => Measure(work, options, withPeer: missing is null, console))
            .ToList();
        return [.. rows.OrderBy(row => Rows.Index().First(place => place.Item == row.Name).Index)];
    }

    private static IEnumerable<ResultRow> Measure(StepCase work, BenchOptions options, bool withPeer, IAnsiConsole console)
    {
        var steps = options.Quick ? 7 : 11;
        var withPlain = StepCase.Standard.Contains(work);
        var (ours, peers, plain) = (new List<StepMeasurement>(), new List<StepMeasurement>(), new List<StepMeasurement>());
        for (var run = 1; run <= options.Runs; run++)
        {
            console.MarkupLineInterpolated($"[grey]{work.Suffix}: run {run} of {options.Runs}[/]");
            ours.Add(StepChild.Measure(work, steps, options.Threads));
            if (withPeer)
                peers.Add(PyTorchPeer.Step(work, steps, options.Threads));

            if (withPlain)
                plain.Add(StepChild.Measure(work, steps, options.Threads, plain: true));
        }

        yield return Row($"step.{work.Suffix}", "patches/s", higherIsBetter: true, ours, peers, one => work.Batch / one.Seconds);
        yield return Row($"memory.{work.Suffix}", "By", higherIsBetter: false, ours, peers, one => one.PeakBytes);
        if (withPlain)
            yield return Row($"plain.{work.Suffix}", "patches/s", higherIsBetter: true, ours, plain, one => work.Batch / one.Seconds);
    }

    private static ResultRow Row(
        string name, string unit, bool higherIsBetter, List<StepMeasurement> ours, List<StepMeasurement> peers,
        Func<StepMeasurement, double> quantity)
    {
        var value = Statistics.Median(ours.Select(quantity));
        return peers.Count == 0
            ? ResultRow.Alone(name, value, unit, higherIsBetter, ours.Count)
            : ResultRow.Against(name, value, unit, Statistics.Median(peers.Select(quantity)), higherIsBetter, ours.Count);
    }

    private static IEnumerable<string> Suffixes(IReadOnlyList<StepCase> cases) => cases.Select(work => work.Suffix);
}
