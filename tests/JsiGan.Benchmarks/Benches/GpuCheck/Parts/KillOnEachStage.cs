using JsiGan.Testing.Recovery;

namespace JsiGan.Benchmarks.Benches.GpuCheck.Parts;

/// <summary>Kills a worker (SIGKILL) in each stage. Between the kills the others train slowly, so that the replacement can join.</summary>
/// <param name="run">The run.</param>
/// <param name="workers">Its initial workers.</param>
/// <param name="stage1">Steps of stage 1.</param>
internal sealed class KillOnEachStage(DisturbedRun run, int workers, int stage1)
{
    private const int StepsBefore = 4;
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(250);

    private readonly Queue<long> _kills = new([StepsBefore, stage1 + StepsBefore]);

    /// <summary>Kills so far.</summary>
    public int Count { get; private set; }

    /// <summary>A step is done.</summary>
    public void OnStep(long step)
    {
        var running = run.Workers;
        if (!_kills.TryPeek(out var next) || step < next || running.Count < workers)
            return;

        _kills.Dequeue();
        Count++;
        FaultInjection.SlowDownAll(run.Path, workers > 1 && _kills.Count > 0 ? Slow : TimeSpan.Zero);
        Signals.Send(running.OrderBy(worker => worker.Key, StringComparer.Ordinal).First().Value, Signals.Kill);
    }
}
