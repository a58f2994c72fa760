using System.Globalization;

namespace JsiGan.Training.Distributed;

/// <summary>Measures how long one thread waits for other workers, and shows any thread what it is waiting for.</summary>
internal sealed class WaitClock(TimeProvider time)
{
    private volatile Pending? _now;

    /// <summary>Time waited so far.</summary>
    public TimeSpan Waited { get; private set; }

    public string Waiting => _now is { } wait
        ? string.Create(CultureInfo.InvariantCulture,
            $"in {wait.Name} of step {wait.Step} for {time.GetElapsedTime(wait.Since).TotalSeconds:F1} s")
        : "";

    /// <summary>Waits for a task and throws its exception.</summary>
    public void Wait(Task operation, string name, long step)
    {
        if (operation.IsCompletedSuccessfully)
            return;

        var since = time.GetTimestamp();
        _now = new Pending(name, step, since);
        try
        {
            operation.GetAwaiter().GetResult();
        }
        finally
        {
            _now = null;
            Waited += time.GetElapsedTime(since);
        }
    }

    private sealed record Pending(string Name, long Step, long Since);
}
