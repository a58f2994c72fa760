using JsiGan.Benchmarks.Measuring;
using JsiGan.Node.Results;
using Spectre.Console;

namespace JsiGan.Benchmarks.Benches.Scaling;

/// <summary>Training steps that two workers make together, beside PyTorch's DistributedDataParallel on two processes.</summary>
public sealed class ScalingBench : IBench
{
    private const int World = 2;

    public string Name => "scaling";

    public string Summary =>
        "Training steps by 2 workers (x2, LR 48, batch 4), with batch statistics over both: patches/s beside PyTorch DDP, which keeps them apart.";

    public IReadOnlyList<string> Rows { get; } = [.. StepCase.Standard.Select(work => $"scaling.{work.Suffix}")];

    public IReadOnlyList<ResultRow> Run(BenchOptions options, IAnsiConsole console)
    {
        var missing = PyTorchPeer.Missing();
        if (missing is not null)
        {
            console.WriteLine(missing);
        }

        return [.. StepCase.Standard.Select(work => Measure(work, options, withPeer: missing is null, console))];
    }

    private static ResultRow Measure(StepCase work, BenchOptions options, bool withPeer, IAnsiConsole console)
    {
        var steps = options.Quick ? 5 : 11;
        var (ours, peers) = (new List<double>(), new List<double>());
        for (var run = 1; run <= options.Runs; run++)
        {
            console.MarkupLineInterpolated($"[grey]{work.Suffix}: run {run} of {options.Runs}[/]");
            ours.Add(work.Batch / ScalingGroup.Measure(World, work, steps, options.Threads));
            if (withPeer)
            {
                peers.Add(work.Batch / PyTorchPeer.Step(work, steps, options.Threads, World).Seconds);
            }
        }

        var (name, value) = ($"scaling.{work.Suffix}", Statistics.Median(ours));
        return withPeer
            ? ResultRow.Against(name, value, "patches/s", Statistics.Median(peers), higherIsBetter: true, ours.Count)
            : ResultRow.Alone(name, value, "patches/s", higherIsBetter: true, ours.Count);
    }
}
