using JsiGan.Protocol.Runs;

namespace JsiGan.Protocol.Status;

/// <summary>
/// Collects what the answer to a <see cref="StatusQuery"/> needs from the workers' messages. Pure: messages and time are arguments.
/// </summary>
/// <param name="settings">The run's settings.</param>
public sealed class StatusBoard(RunSettings settings)
{
    // Steps over which throughput is measured.
    private const int Window = 20;

    private readonly Dictionary<string, WorkerTimes> _times = new(StringComparer.Ordinal);
    private readonly Queue<(long Step, DateTimeOffset At)> _steps = new();

    /// <summary>A message of a worker arrived.</summary>
    public void Receive(IWorkerMessage message, DateTimeOffset now)
    {
        switch (message)
        {
            case Committed committed:
                TimesOf(committed.Worker, committed.Generation).Add(committed);
                CountStep(committed.Point.Step, now);
                break;
            case Alive alive:
                var times = TimesOf(alive.Worker, alive.Generation);
                (times.Point, times.Waiting) = (alive.Point, alive.Waiting);
                break;
            case Leave leave:
                _times.Remove(leave.Worker);
                break;
        }
    }

    /// <summary>The status of the run.</summary>
    public RunStatus Describe(RunMachine run, DateTimeOffset now)
    {
        var workers = run.Members.Select(m => Describe(m, run, now)).OrderBy(w => w.Rank < 0).ThenBy(w => w.Rank).ToList();
        var (slowest, cause) = Slowest(workers);
        return new RunStatus(run.PhaseName, run.Generation, run.Furthest, settings.Steps, PatchesPerSecond(), workers, slowest, cause);
    }

    // The slowest worker is the one with the longest data and compute time per step. Before the first update, and while a worker hangs, it
    // is the only one that does not wait in a collective.
    private static (string Worker, SlownessCause Cause) Slowest(IReadOnlyList<WorkerStatus> workers)
    {
        var ranked = workers.Where(w => w.Rank >= 0).ToList();
        var busy = ranked.Where(w => w.Waiting.Length == 0).ToList();
        if (ranked.Count > 1 && busy.Count == 1)
            return (busy[0].Worker, SlownessCause.OthersWait);
        if (ranked.Where(w => w.Data + w.Compute > 0).MaxBy(w => w.Data + w.Compute) is not { } slowest)
            return ("", SlownessCause.Unknown);
        return (slowest.Worker, slowest.Data > slowest.Compute ? SlownessCause.Data : SlownessCause.Compute);
    }

    private static WorkerStatus Describe(RunMember member, RunMachine run, DateTimeOffset now, WorkerTimes? times)
    {
        var (data, compute, communication) = times?.Mean ?? default;
        var request = member.Request;
        return new WorkerStatus(request.Worker, request.Host, request.Device, run.RankOf(request.Worker), times?.Point, data, compute,
            communication, times?.Waiting ?? "", Math.Max(0, (now - member.LastHeard).TotalSeconds));
    }

    private WorkerStatus Describe(RunMember member, RunMachine run, DateTimeOffset now)
    {
        var times = _times.GetValueOrDefault(member.Request.Worker);
        return Describe(member, run, now, times?.Generation == run.Generation ? times : null);
    }

    private WorkerTimes TimesOf(string worker, GenerationId generation)
    {
        if (!_times.TryGetValue(worker, out var times) || times.Generation != generation)
            _times[worker] = times = new WorkerTimes(generation);
        return times;
    }

    private void CountStep(long step, DateTimeOffset now)
    {
        // Every worker reports every step, and lost updates are trained again: only the first report of a step counts.
        if (_steps.Count > 0 && step <= _steps.Last().Step)
            return;
        _steps.Enqueue((step, now));
        if (_steps.Count > Window + 1)
            _steps.Dequeue();
    }

    private double PatchesPerSecond()
    {
        if (_steps.Count < 2)
            return 0;
        var (first, last) = (_steps.Peek(), _steps.Last());
        var seconds = (last.At - first.At).TotalSeconds;
        return seconds > 0 ? (last.Step - first.Step) * settings.Batch / seconds : 0;
    }
}
