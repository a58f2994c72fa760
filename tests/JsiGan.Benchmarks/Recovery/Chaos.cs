namespace JsiGan.Benchmarks.Recovery;

/// <summary>
/// Disturbs a run at random steps: kills, stops and continues, throws, slows down, joins. What happens when follows from the seed.
/// </summary>
/// <param name="seed">Decides what happens.</param>
/// <param name="run">What is disturbed.</param>
/// <param name="say">Receives what was done.</param>
public sealed class Chaos(int seed, DisturbedRun run, Action<string> say) : IDisposable
{
    private const int LeastGap = 8;
    private const int MostExtra = 2;
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(150);

    private readonly Random _random = new(seed);
    private readonly ExtraWorkers _extra = new(run);
    private readonly List<(int Process, long Until)> _stopped = [];
    private long _next = LeastGap;

    /// <summary>Most steps between two disturbances, above 8. Default 24.</summary>
    public int MostGap { get; init; } = 24;

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
            _next = step + _random.Next(LeastGap, MostGap);
            Disturb(step);
        }
    }

    public void Dispose() => _extra.Dispose();

    private void Disturb(long step)
    {
        var workers = run.Workers.OrderBy(worker => worker.Key, StringComparer.Ordinal).ToList();
        var (kind, place) = (_random.NextDouble(), _random.Next(1000));
        if (workers.Count == 0)
            return;

        var (name, process) = workers[place % workers.Count];
        Count++;
        switch (kind)
        {
            case < 0.45:
                Tell(step, $"kill -9 {name}");
                Signals.Send(process, Signals.Kill);
                break;
            case < 0.6:
                Tell(step, $"SIGSTOP {name}");
                Signals.Send(process, Signals.Stop);
                _stopped.Add((process, step + _random.Next(2, 40)));
                break;
            case < 0.75:
                Tell(step, $"let {name} throw");
                new Trouble(run.Path, name).Throw();
                break;
            case < 0.85 when _extra.Count < MostExtra:
                Tell(step, "start one more worker");
                _extra.Join();
                break;
            default:
                Tell(step, $"slow {name} down");
                new Trouble(run.Path, name).SlowDown(Slow);
                break;
        }
    }

    private void Tell(long step, string what) => say($"chaos after step {step}: {what}");
}
