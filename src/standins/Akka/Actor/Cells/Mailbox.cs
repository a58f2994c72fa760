namespace Akka.Actor.Cells;

internal readonly record struct Envelope(object Message, IActorRef Sender);

/// <summary>
/// What waits for an actor: system messages first, then its own. Runs on the thread pool, never on two threads at once.
/// </summary>
internal sealed class Mailbox(ActorCell cell) : IThreadPoolWorkItem
{
    // Messages in a row before others get the thread.
    private const int Throughput = 30;

    private readonly Lock _gate = new();
    private readonly Queue<SystemMessage> _system = new();
    private readonly LinkedList<Envelope> _own = new();
    private bool _scheduled;
    private bool _suspended;
    private bool _closed;

    public void Post(SystemMessage message)
    {
        lock (_gate)
            _system.Enqueue(message);
        Schedule();
    }

    public void Post(Envelope envelope)
    {
        lock (_gate)
        {
            if (!_closed)
                _own.AddLast(envelope);
        }
        Schedule();
    }

    public void Prepend(IReadOnlyList<Envelope> envelopes)
    {
        lock (_gate)
        {
            for (var i = envelopes.Count - 1; i >= 0; i--)
                _own.AddFirst(envelopes[i]);
        }
        Schedule();
    }

    /// <summary>While suspended only system messages are handled.</summary>
    public void Suspend(bool suspended)
    {
        lock (_gate)
            _suspended = suspended;
        Schedule();
    }

    /// <summary>From now on nobody takes its own messages; system messages are still answered.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _own.Clear();
        }
    }

    public void Execute()
    {
        for (var i = 0; i < Throughput; i++)
        {
            if (!TryNext(out var system, out var envelope))
                break;
            if (system is not null)
                cell.Invoke(system);
            else
                cell.Invoke(envelope);
        }
        lock (_gate)
            _scheduled = false;
        Schedule();
    }

    private bool TryNext(out SystemMessage? system, out Envelope envelope)
    {
        lock (_gate)
        {
            (system, envelope) = (null, default);
            if (_system.TryDequeue(out system))
                return true;
            if (_suspended || _own.First is not { } first)
                return false;
            envelope = first.Value;
            _own.RemoveFirst();
            return true;
        }
    }

    private void Schedule()
    {
        lock (_gate)
        {
            if (_scheduled || (_system.Count == 0 && (_suspended || _own.Count == 0)))
                return;
            _scheduled = true;
        }
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }
}
