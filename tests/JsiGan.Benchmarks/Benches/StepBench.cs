using JsiGan.Benchmarks.Measuring;
using JsiGan.Node.Results;
using Spectre.Console;

namespace JsiGan.Benchmarks.Benches;

/// <summary>Training steps of both stages on random patches: throughput and peak memory, beside PyTorch.</summary>
public sealed class StepBench : IBench
{
    public string Name => "step";

    public string Summary => "Training steps of both stages (x2, LR 48, batch 4 and 8): patches/s and peak memory beside PyTorch.";

    public IReadOnlyList<string> Rows { get; } =
        [.. ((string[])["step", "memory"])
            .SelectMany(kind => StepCase.Standard.Concat(StepCase.Large).Select(work => $"{kind}.{work.Suffix}"))];

    public IReadOnlyList<ResultRow> Run(BenchOptions options, IAnsiConsole console)
    {
        var missing = PyTorchPeer.Missing();
        if (missing is not null)
        {
            console.WriteLine(missing);
        }

        var measured = (options.Quick ? StepCase.Standard : [.. StepCase.Standard, .. StepCase.Large])
            .Select(work => Measure(work, options, withPeer: missing is null, console))
            .ToList();
        return [.. measured.Select(pair => pair.Speed), .. measured.Select(pair => pair.Memory)];
    }

    private static (ResultRow Speed, ResultRow Memory) Measure(StepCase work, BenchOptions options, bool withPeer, IAnsiConsole console)
    {
        var steps = options.Quick ? 7 : 11;
        var ours = new List<StepMeasurement>();
        var peers = new List<StepMeasurement>();
        for (var run = 1; run <= options.Runs; run++)
        {
            console.MarkupLineInterpolated($"[grey]{work.Suffix}: run {run} of {options.Runs}[/]");
            ours.Add(StepChild.Measure(work, steps, options.Threads));
            if (withPeer)
            {
                peers.Add(PyTorchPeer.Step(work, steps, options.Threads));
            }
        }

        return (
            Row($"step.{work.Suffix}", "patches/s", higherIsBetter: true, ours, peers, one => work.Batch / one.Seconds),
            Row($"memory.{work.Suffix}", "By", higherIsBetter: false, ours, peers, one => one.PeakBytes));
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
}
