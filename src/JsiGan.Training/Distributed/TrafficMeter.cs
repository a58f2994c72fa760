namespace JsiGan.Training.Distributed;

/// <summary>
/// Counts the bytes of all-reduces, and the time in which at least one runs: several that overlap count once. Thread-safe.
/// </summary>
internal sealed class TrafficMeter(TimeProvider time)
{
    private readonly Lock _gate = new();
    private int _running;
    private long _since;
    private long _bytes;
    private TimeSpan _busy;

    /// <summary>Counts an operation that has been started.</summary>
    /// <param name="operation">Its end.</param>
    /// <param name="bytes">Size of its buffer.</param>
    /// <returns><paramref name="operation"/>.</returns>
    public Task Count(Task operation, long bytes)
    {
        lock (_gate)
        {
            _bytes += bytes;
            if (_running++ == 0)
                _since = time.GetTimestamp();
        }

        operation.ContinueWith(
            _ => End(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return operation;
    }

    /// <summary>Bytes and time since the last call.</summary>
    public Traffic Take()
    {
        lock (_gate)
        {
            if (_running > 0)
                Elapse();

            var taken = new Traffic(_bytes, _busy);
            (_bytes, _busy) = (0, TimeSpan.Zero);
            return taken;
        }
    }

    private void End()
    {
        lock (_gate)
        {
            if (--_running == 0)
                Elapse();
        }
    }

    private void Elapse()
    {
        var now = time.GetTimestamp();
        _busy += time.GetElapsedTime(_since, now);
        _since = now;
    }
}

/// <summary>What one worker all-reduced.</summary>
/// <param name="Bytes">Sizes of the buffers.</param>
/// <param name="Time">Time in which all-reduces ran, waiting for slower workers included.</param>
public readonly record struct Traffic(long Bytes, TimeSpan Time);
