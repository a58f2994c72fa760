namespace JsiGan.Testing.Recovery;

/// <summary>
/// Disturbs a run at random steps: kills, pauses, slows or adds workers, or lets them throw. The seed determines all of it.
/// </summary>
/// <param name="log">Receives a line for each disturbance.</param>
public sealed class Chaos(int seed, DisturbedRun run, Action<string> log) : IDisposable
{
    private const int MinGap = 8;
    private const int MaxExtra = 2;
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(150);

    private readonly Random _random = new(seed);
    private readonly ExtraWorkers _extra = new(run);
    private readonly List<(int Process, long Until)> _stopped = [];
    private long _next = MinGap;

    /// <summary>Steps between two disturbances, exclusive maximum, above 8. Default 24.</summary>
    public int MaxGap { get; init; } = 24;

    /// <summary>Disturbances so far.</summary>
    public int Count { get; private set; }

    /// <summary>A step is done.</summary>
    public void OnStep(long step)
    {
        foreach (var (process, _) in _stopped.Where(stopped => step >= stopped.Until))
            Signals.Send(process, Signals.Continue);

        _stopped.RemoveAll(stopped => step >= stopped.Until);
        if (step >= _next)
        {
            _next = step + _random.Next(MinGap, MaxGap);
            Disturb(step);
        }
    }

    public void Dispose() => _extra.Dispose();

    private void Disturb(long step)
    {
        var workers = run.Workers.OrderBy(worker => worker.Key, StringComparer.Ordinal).ToList();
        var (kind, index) = (_random.NextDouble(), _random.Next(1000));
        if (workers.Count == 0)
            return;

        var (name, process) = workers[index % workers.Count];
        Count++;
        switch (kind)
        {
            case < 0.45:
                Log(step, $"kill -9 {name}");
                Signals.Send(process, Signals.Kill);
                break;
            case < 0.6:
                Log(step, $"SIGSTOP {name}");
                Signals.Send(process, Signals.Stop);
                _stopped.Add((process, step + _random.Next(2, 40)));
                break;
            case < 0.75:
                Log(step, $"throw in {name}");
                new FaultInjection(run.Path, name).Throw();
                break;
            case < 0.85 when _extra.Count < MaxExtra:
                Log(step, "start one more worker");
                _extra.Join();
                break;
            default:
                Log(step, $"slow {name} down");
                new FaultInjection(run.Path, name).SlowDown(Delay);
                break;
        }
    }

    private void Log(long step, string what) => log($"chaos after step {step}: {what}");
}
