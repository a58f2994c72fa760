using System.Collections.Concurrent;
using Akka.Actor.Cells;
using Akka.Configuration;
using Akka.Event;
using Akka.Wire;

namespace Akka.Actor;

/// <summary>The home of actors: one a process, or one a test.</summary>
public abstract class ActorSystem : IActorRefFactory, IDisposable
{
    private readonly ConcurrentDictionary<string, PromiseRef> _temporary = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ActorCell _guardian;
    private long _uid = (long)Environment.ProcessId << 24;

    private protected ActorSystem(string name, Config config)
    {
        (Name, Settings) = (name, new Settings(config));
        EventStream = new EventStream();
        Log = new LoggingAdapter(this, name);
        Node = config.GetString("akka.actor.provider", "local") == "cluster" ? new Node(this) : null;
        Address = Node?.Address ?? new Address("akka", name);
        DeadLetters = new DeadLetters(this);
        _guardian = new ActorCell(this, Props.Create(() => new Guardian()), null, new ActorPath(Address, "/user", NextUid()));
        _guardian.Post(new SystemMessage.Create());
        Serialization = new Serialization.Serialization((ExtendedActorSystem)this);
        Node?.Listen();
    }

    public string Name { get; }

    public Settings Settings { get; }

    public EventStream EventStream { get; }

    public Serialization.Serialization Serialization { get; }

    public ILoggingAdapter Log { get; }

    public IActorRef DeadLetters { get; }

    /// <summary>Completes when all actors have ended and the node has left its cluster.</summary>
    public Task WhenTerminated => _terminated.Task;

    internal Address Address { get; }

    /// <summary>The system's part in a cluster; null when its provider is local.</summary>
    internal Node? Node { get; }

    internal CoordinatedShutdown Shutdown => field ??= new CoordinatedShutdown(this);

    public static ActorSystem Create(string name, Config config) => new ExtendedActorSystem(name, config);

    public static ActorSystem Create(string name) => Create(name, Config.Empty);

    public IActorRef ActorOf(Props props, string? name = null) => _guardian.ActorOf(props, name);

    public void Stop(IActorRef actor) => _guardian.Stop(actor);

    public Task Terminate() => CoordinatedShutdown.Get(this).Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance);

    public void Dispose() => Terminate().GetAwaiter().GetResult();

    internal long NextUid() => Interlocked.Increment(ref _uid);

    internal PromiseRef Temporary()
    {
        var uid = NextUid();
        var promise = new PromiseRef(this, new ActorPath(Address, $"/temp/${uid}", uid));
        _temporary[promise.Path.Elements] = promise;
        return promise;
    }

    internal void Forget(PromiseRef promise) => _temporary.TryRemove(promise.Path.Elements, out _);

    /// <summary>The actor at a path, here or elsewhere; a reference that drops all messages when it is to be here and is not.</summary>
    internal InternalRef Resolve(ActorPath path)
    {
        if (path.Address != Address)
            return Node is null ? new EmptyRef(path) : new RemoteRef(this, path);
        if (_temporary.TryGetValue(path.Elements, out var promise))
            return promise;
        var names = path.Elements.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var found = names is ["user", ..] ? _guardian.Find(names.AsSpan(1)) : null;
        return found is null || (path.Uid != 0 && found.Ref.Path.Uid != path.Uid) ? new EmptyRef(path) : found.Ref;
    }

    internal async Task EndActorsAsync()
    {
        _guardian.Post(new SystemMessage.Stop());
        await _guardian.Ended.ConfigureAwait(false);
    }

    internal void EndNode()
    {
        Node?.Dispose();
        _terminated.TrySetResult();
    }

    private sealed class Guardian : ReceiveActor;
}

/// <summary>What serializers are given: the system with its inner side.</summary>
public sealed class ExtendedActorSystem : ActorSystem
{
    internal ExtendedActorSystem(string name, Config config)
        : base(name, config)
    {
    }
}

/// <summary>What an actor system was started with.</summary>
public sealed class Settings
{
    internal Settings(Config config) => Config = config;

    public Config Config { get; }
}
