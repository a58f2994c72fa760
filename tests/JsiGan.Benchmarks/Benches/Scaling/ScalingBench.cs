using JsiGan.Runtime.Files;
using Spectre.Console;

namespace JsiGan.Benchmarks.Benches.Scaling;

/// <summary>
/// Training steps of two workers, compared with PyTorch's DistributedDataParallel on two processes; and how long a step waits for
/// all-reduce, compared with the same step whose all-reduce starts only after the backward passes.
/// </summary>
public sealed class ScalingBench : IBench
{
    private const int World = 2;

    public string Name => "scaling";

    public string Summary =>
        "Training steps by 2 workers (x2, LR 48, batch 4), with batch statistics over both: patches/s compared with PyTorch DDP, which "
        + "keeps them apart; seconds a step waits for all-reduce, compared with all-reduce after the backward pass.";

    public IReadOnlyList<string> Rows { get; } =
        [.. StepCase.Standard.SelectMany(work => new[] { $"scaling.{work.Suffix}", $"scaling.waited.{work.Suffix}" })];

    public IReadOnlyList<ResultRow> Run(BenchOptions options, IAnsiConsole console)
    {
        var missing = PyTorchPeer.Missing();
        if (missing is not null)
            console.WriteLine(missing);

        return [.. StepCase.Standard.SelectMany(work => Measure(work, options, withPeer: missing is null, console))];
    }

    private static IEnumerable<ResultRow> Measure(StepCase work, BenchOptions options, bool withPeer, IAnsiConsole console)
    {
        var steps = options.Quick ? 5 : 11;
        var (early, late, peers) = (new List<StepTimes>(), new List<StepTimes>(), new List<double>());
        for (var run = 1; run <= options.Runs; run++)
        {
            console.MarkupLineInterpolated($"[grey]{work.Suffix}: run {run} of {options.Runs}[/]");
            early.Add(ScalingGroup.Measure(World, work, steps, options.Threads));
            late.Add(ScalingGroup.Measure(World, work, steps, options.Threads, sumsLate: true));
            if (withPeer)
                peers.Add(work.Batch / PyTorchPeer.Step(work, steps, options.Threads, World).Seconds);
        }

        var (name, value) = ($"scaling.{work.Suffix}", Statistics.Median(early.ConvertAll(times => work.Batch / times.Step)));
        yield return withPeer
            ? ResultRow.Against(name, value, "patches/s", Statistics.Median(peers), higherIsBetter: true, early.Count)
            : ResultRow.Alone(name, value, "patches/s", higherIsBetter: true, early.Count);
        yield return ResultRow.Against($"scaling.waited.{work.Suffix}", Statistics.Median(early.ConvertAll(times => times.Waited)), "s",
            Statistics.Median(late.ConvertAll(times => times.Waited)), higherIsBetter: false, early.Count);
    }
}
