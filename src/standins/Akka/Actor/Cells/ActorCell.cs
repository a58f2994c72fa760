namespace Akka.Actor.Cells;

/// <summary>What stands around an actor's instance, and outlives it when it is started anew.</summary>
internal sealed partial class ActorCell : IActorContext
{
    [ThreadStatic]
    private static ActorCell? _current;

    private readonly Props _props;
    private readonly ActorCell? _parent;
    private readonly Mailbox _mailbox;
    private readonly TimerScheduler _timers;
    private readonly StashOf _stash;
    private ActorBase? _actor;

    public ActorCell(ActorSystem system, Props props, ActorCell? parent, ActorPath path)
    {
        (System, _props, _parent) = (system, props, parent);
        _mailbox = new Mailbox(this);
        (_timers, _stash) = (new TimerScheduler(this), new StashOf(this));
        Ref = new LocalRef(this, path);
    }

    /// <summary>The cell whose actor runs on this thread.</summary>
    public static ActorCell? Current => _current;

    public ActorSystem System { get; }

    public LocalRef Ref { get; }

    public IActorRef Self => Ref;

    public IActorRef Sender => CurrentEnvelope.Sender ?? System.DeadLetters;

    public IActorRef Parent => _parent?.Self ?? ActorRefs.Nobody;

    public Envelope CurrentEnvelope { get; private set; }

    public void Post(SystemMessage message) => _mailbox.Post(message);

    public void Post(Envelope envelope) => _mailbox.Post(envelope);

    public void Prepend(IReadOnlyList<Envelope> envelopes) => _mailbox.Prepend(envelopes);

    public void Invoke(Envelope envelope) => Enter(() =>
    {
        if (_state != State.Running)
            return;
        CurrentEnvelope = envelope;
        try
        {
            Handle(envelope.Message is TimerMessage timer ? _timers.Due(timer) : envelope.Message);
        }
        catch (Exception cause)
        {
            Fail(cause);
        }
        finally
        {
            CurrentEnvelope = default;
        }
    });

    private void Handle(object? message)
    {
        switch (message)
        {
            case null:
                break;
            case PoisonPill:
                Stop(Self);
                break;
            default:
                _actor!.Dispatch(message);
                break;
        }
    }

    private void Enter(Action work)
    {
        var outer = _current;
        _current = this;
        try
        {
            work();
        }
        finally
        {
            _current = outer;
        }
    }
}
