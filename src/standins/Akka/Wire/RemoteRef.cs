using Akka.Actor;

namespace Akka.Wire;

/// <summary>A reference of an actor in another process.</summary>
internal sealed class RemoteRef(ActorSystem system, ActorPath path) : InternalRef(path)
{
    public override ActorSystem System { get; } = system;

    private Node Node => System.Node!;

    public override void Tell(object message, IActorRef sender)
    {
        var serializer = System.Serialization.Find(message);
        Send(new Frame(FrameKind.Message, Path.ToSerializationFormat(), sender?.Path.ToSerializationFormat() ?? "",
            serializer.Identifier, serializer.Manifest(message), serializer.ToBinary(message)));
    }

    public override void AddWatcher(IActorRef watcher)
    {
        if (Node.Watches.Add(watcher, this))
            Send(FrameKind.Watch, watcher);
        else
            (watcher as InternalRef)?.NotifyEnd(this, addressTerminated: true);
    }

    public override void RemoveWatcher(IActorRef watcher)
    {
        Node.Watches.Remove(watcher, this);
        Send(FrameKind.Unwatch, watcher);
    }

    // The watcher is the remote one: tell it.
    public override void NotifyEnd(IActorRef watched, bool addressTerminated) => Send(FrameKind.Ended, watched);

    private void Send(FrameKind kind, IActorRef source) =>
        Send(new Frame(kind, Path.ToSerializationFormat(), source.Path.ToSerializationFormat()));

    private void Send(Frame frame) => Node.Send(Path.Address, frame);
}
