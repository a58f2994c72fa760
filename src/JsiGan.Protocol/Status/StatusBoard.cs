using System.Globalization;
using JsiGan.Protocol.Runs;

namespace JsiGan.Protocol.Status;

/// <summary>
/// Listens in on what workers tell the coordinator and answers <see cref="StatusQuery"/>. Pure: it is given the messages and the time.
/// </summary>
/// <param name="settings">The run's settings.</param>
public sealed class StatusBoard(RunSettings settings)
{
    // Steps that the throughput is measured over.
    private const int Window = 20;

    private readonly Dictionary<string, WorkerTimes> _times = new(StringComparer.Ordinal);
    private readonly Queue<(long Step, DateTimeOffset At)> _steps = new();

    /// <summary>A worker spoke.</summary>
    public void Hear(IWorkerMessage message, DateTimeOffset now)
    {
        switch (message)
        {
            case Committed committed:
                TimesOf(committed.Worker, committed.Generation).Add(committed);
                Progress(committed.Point.Step, now);
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

    /// <summary>How the run is doing.</summary>
    public RunStatus Describe(RunMachine run, DateTimeOffset now)
    {
        var workers = run.Members.Select(m => Describe(m, run, now)).OrderBy(w => w.Rank < 0).ThenBy(w => w.Rank).ToList();
        var (slowest, why) = Slowest(workers);
        return new RunStatus(run.PhaseName, run.Generation, run.Furthest, settings.Steps, PatchesPerSecond(), workers, slowest, why);
    }

    // The others wait in the all-reduce for the worker whose own part of the step takes longest. It shows in the times once updates
    // are done; before that, and when a worker hangs, it is the only one that does not wait.
    private static (string Worker, string Why) Slowest(IReadOnlyList<WorkerStatus> workers)
    {
        var ranked = workers.Where(w => w.Rank >= 0).ToList();
        var busy = ranked.Where(w => w.Waiting.Length == 0).ToList();
        if (ranked.Count > 1 && busy.Count == 1)
            return (busy[0].Worker, Text($"all others wait: {ranked.First(w => w.Waiting.Length > 0).Waiting}"));
        if (ranked.Where(w => w.Data + w.Compute > 0).MaxBy(w => w.Data + w.Compute) is not { } slowest)
            return ("", "");
        var cause = slowest.Data > slowest.Compute ? "waiting for patches" : "computing";
        return (slowest.Worker, Text($"{cause}: {slowest.Data:F3} s data and {slowest.Compute:F3} s compute a step"));
    }

    private static WorkerStatus Describe(RunMember member, RunMachine run, DateTimeOffset now, WorkerTimes? times)
    {
        var (data, compute, communication) = times?.Mean ?? default;
        return new WorkerStatus(member.Hello.Worker, member.Hello.Host, member.Hello.Device, run.RankOf(member.Hello.Worker), times?.Point,
            data, compute, communication, times?.Waiting ?? "", Math.Max(0, (now - member.Heard).TotalSeconds));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private WorkerStatus Describe(RunMember member, RunMachine run, DateTimeOffset now)
    {
        var times = _times.GetValueOrDefault(member.Hello.Worker);
        return Describe(member, run, now, times?.Generation == run.Generation ? times : null);
    }

    private WorkerTimes TimesOf(string worker, GenerationId generation)
    {
        if (!_times.TryGetValue(worker, out var times) || times.Generation != generation)
            _times[worker] = times = new WorkerTimes(generation);
        return times;
    }

    private void Progress(long step, DateTimeOffset now)
    {
        // Every worker tells of every step, and updates that were lost with their holder are made anew: only what is new counts.
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
