using Akka.Actor.Cells;

namespace Akka.Actor;

/// <summary>The actor wants timers: the system sets the property.</summary>
public interface IWithTimers
{
    ITimerScheduler Timers { get; set; }
}

/// <summary>
/// An actor's timers: each has a key, a later one of the same key replaces it, and one that was cancelled says nothing any more.
/// </summary>
public interface ITimerScheduler
{
    void StartPeriodicTimer(object key, object msg, TimeSpan interval);

    void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval);

    void StartSingleTimer(object key, object msg, TimeSpan timeout);

    bool IsTimerActive(object key);

    void Cancel(object key);

    void CancelAll();
}

internal sealed class TimerScheduler(ActorCell cell) : ITimerScheduler
{
    private readonly Dictionary<object, TimerMessage> _timers = [];

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval) => Start(key, msg, interval, interval);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval) =>
        Start(key, msg, initialDelay, interval);

    public void StartSingleTimer(object key, object msg, TimeSpan timeout) => Start(key, msg, timeout, Timeout.InfiniteTimeSpan);

    public bool IsTimerActive(object key) => _timers.ContainsKey(key);

    public void Cancel(object key)
    {
        if (_timers.Remove(key, out var timer))
            timer.Dispose();
    }

    public void CancelAll()
    {
        foreach (var key in _timers.Keys.ToList())
            Cancel(key);
    }

    /// <summary>The message of a timer that is due; null when it was cancelled after it had fired.</summary>
    public object? Due(TimerMessage timer)
    {
        if (!_timers.TryGetValue(timer.Key, out var current) || !ReferenceEquals(current, timer))
            return null;
        if (!timer.IsPeriodic)
            Cancel(timer.Key);
        return timer.Message;
    }

    private void Start(object key, object message, TimeSpan delay, TimeSpan interval)
    {
        Cancel(key);
        _timers[key] = new TimerMessage(cell, key, message, delay, interval);
    }
}

/// <summary>A running timer, and what it sends when it is due.</summary>
internal sealed class TimerMessage : IDisposable
{
    private readonly ITimer _timer;

    public TimerMessage(ActorCell cell, object key, object message, TimeSpan delay, TimeSpan interval)
    {
        (Key, Message, IsPeriodic) = (key, message, interval != Timeout.InfiniteTimeSpan);
        // Armed only now: it may be due before the constructor has returned, and then there is no timer yet to dispose of.
        _timer = TimeProvider.System.CreateTimer(
            _ => cell.Self.Tell(this, cell.Self), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(delay, interval);
    }

    public object Key { get; }

    public object Message { get; }

    public bool IsPeriodic { get; }

    public void Dispose() => _timer.Dispose();
}
