using Akka.Actor.Cells;

namespace Akka.Actor;

/// <summary>The actor wants a stash.</summary>
public interface IWithStash
{
    IStash Stash { get; set; }
}

public interface IWithUnboundedStash : IWithStash;

/// <summary>Messages put aside, in order.</summary>
public interface IStash
{
    /// <summary>Puts the current message aside.</summary>
    void Stash();

    /// <summary>Puts all of them before what waits in the mailbox.</summary>
    void UnstashAll();
}

internal sealed class StashOf(ActorCell cell) : IStash
{
    private readonly List<Envelope> _aside = [];

    public void Stash() => _aside.Add(cell.CurrentEnvelope);

    public void UnstashAll()
    {
        cell.Prepend(_aside);
        _aside.Clear();
    }
}
