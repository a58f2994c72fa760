using System.Threading.Channels;
using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;

namespace JsiGan.Runtime.Events;

/// <summary>
/// The events of a run in the order in which they were published. Observers are called one after the other, an event at a time, on one
/// thread at a time, and never on the publisher's: a slow terminal holds up neither training nor the coordinator.
/// </summary>
public sealed class RunEventStream : IRunObserver, IAsyncDisposable
{
    private readonly Channel<object> _queue = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Dictionary<Type, (GenerationId Generation, long Step)> _newest = [];
    private readonly Lock _gate = new();
    private readonly Task _delivery;
    private IRunObserver[] _observers = [];
    private Exception? _fault;

    public RunEventStream() => _delivery = DeliverAsync();

    /// <summary>Adds an observer for future events until the subscription is disposed.</summary>
    public IDisposable Subscribe(IRunObserver observer)
    {
        lock (_gate)
            _observers = [.. _observers, observer];

        return new Subscription(this, observer);
    }

    /// <summary>Publishes an event. May be called by any thread; after disposal nothing happens.</summary>
    public void OnEvent(IRunEvent happened) => _queue.Writer.TryWrite(happened);

    /// <summary>Completes when all events published so far have been delivered.</summary>
    /// <exception cref="Exception">What an observer threw.</exception>
    public async Task FlushAsync()
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_queue.Writer.TryWrite(reached))
            await reached.Task.ConfigureAwait(false);

        if (_fault is { } fault)
            throw new InvalidOperationException("An observer of the run failed.", fault);
    }

    /// <summary>Delivers all published events.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _delivery.ConfigureAwait(false);
    }

    private async Task DeliverAsync()
    {
        await foreach (var item in _queue.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            switch (item)
            {
                case TaskCompletionSource reached: reached.SetResult(); break;
                case IMeasurement old when !IsNew(old): break;
                case IRunEvent happened: Deliver(happened); break;
            }
        }
    }

    private void Deliver(IRunEvent happened)
    {
        foreach (var observer in _observers)
        {
            try
            {
                observer.OnEvent(happened);
            }
            catch (Exception fault)
            {
                _fault ??= fault;
            }
        }
    }

    // The next generation's rank 0 reports a step again, because the previous one may have died before it did.
    private bool IsNew(IMeasurement measurement)
    {
        if (measurement is StepTimed)
            return true;

        var point = (measurement.Generation, measurement.Step);
        if (_newest.TryGetValue(measurement.GetType(), out var newest)
            && (point.Generation < newest.Generation || (point.Generation == newest.Generation && point.Step <= newest.Step)))
        {
            return false;
        }

        _newest[measurement.GetType()] = point;
        return true;
    }

    private sealed class Subscription(RunEventStream stream, IRunObserver observer) : IDisposable
    {
        public void Dispose()
        {
            lock (stream._gate)
                stream._observers = [.. stream._observers.Where(each => each != observer)];
        }
    }
}
