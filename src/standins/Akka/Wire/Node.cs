using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Cluster;
using Akka.Event;

namespace Akka.Wire;

/// <summary>A system's part in the cluster of one machine: its port, its place in the star, and what arrives for its actors.</summary>
internal sealed class Node : IDisposable
{
    private readonly TcpListener _listener;
    private IStar? _star;

    /// <exception cref="SocketException">The port is in use.</exception>
    public Node(ActorSystem system)
    {
        System = system;
        var config = system.Settings.Config;
        var host = config.GetString("akka.remote.dot-netty.tcp.hostname", "127.0.0.1");
        var port = config.GetInt("akka.remote.dot-netty.tcp.port", 2552);
        _listener = new TcpListener(Loopback.Of(host), port) { ExclusiveAddressUse = true };
        _listener.Start();
        Address = new Address("akka.tcp", system.Name, host, ((IPEndPoint)_listener.LocalEndpoint).Port);
        Unique = new UniqueAddress(Address, Environment.ProcessId);
        Self = MemberList.Self(Unique, config.GetStringList("akka.cluster.roles"));
        Membership = new Membership(Unique);
        Watches = new Watches(Membership);
        Cluster = new Cluster.Cluster(this);
    }

    public ActorSystem System { get; }

    public Address Address { get; }

    public UniqueAddress Unique { get; }

    public Member Self { get; }

    public Membership Membership { get; }

    public Watches Watches { get; }

    public Cluster.Cluster Cluster { get; }

    public void Listen() => _ = AcceptAllAsync();

    public void Join(IReadOnlyList<Address> seeds)
    {
        foreach (var seed in seeds)
            Loopback.Of(seed.Host!);
        if (_star is not null || seeds.Count == 0)
            return;
        if (seeds[0] == Address)
        {
            var hub = new Hub(this);
            _star = hub;
            hub.Open();
        }
        else
        {
            var spoke = new Spoke(this, seeds);
            _star = spoke;
            _ = spoke.JoinAsync();
        }
    }

    public void Send(Address to, Frame frame) => _star?.Send(to, frame);

    public void Apply(IReadOnlyList<Member> members) => Watches.EndAll(Membership.Apply(members));

    /// <summary>Asks whether there is an actor at a path; answered by <see cref="Identity"/>.</summary>
    public void Identify(ActorPath path, IActorRef asker)
    {
        if (path.Address == Address)
            asker.Tell(new Identity(System.Resolve(path) is EmptyRef ? null : System.Resolve(path)), ActorRefs.NoSender);
        else
            Send(path.Address, new Frame(FrameKind.Identify, path.ToSerializationFormat(), asker.Path.ToSerializationFormat()));
    }

    /// <summary>Something for an actor of this node.</summary>
    public void Receive(Frame frame)
    {
        try
        {
            Deliver(frame, System.Resolve(ActorPath.Parse(frame.Target)));
        }
        catch (Exception fault)
        {
            System.Log.Error(fault, "a {0} from {1} could not be delivered: {2}", frame.Kind, frame.Source, fault.Message);
        }
    }

    public Task LeaveAsync() => _star?.LeaveAsync() ?? Task.CompletedTask;

    public void Dispose()
    {
        _listener.Dispose();
        _star?.Dispose();
        Apply([]);
    }

    private void Deliver(Frame frame, InternalRef target)
    {
        var source = frame.Source.Length == 0 ? null : System.Resolve(ActorPath.Parse(frame.Source));
        switch (frame.Kind)
        {
            case FrameKind.Message:
                target.Tell(System.Serialization.Deserialize(frame.Payload, frame.Serializer, frame.Manifest), source!);
                break;
            case FrameKind.Watch: target.AddWatcher(source!); break;
            case FrameKind.Unwatch: target.RemoveWatcher(source!); break;
            case FrameKind.Ended:
                Watches.Remove(target, source!);
                target.NotifyEnd(source!, addressTerminated: false);
                break;
            case FrameKind.Identify:
                Send(source!.Path.Address, new Frame(FrameKind.Identity, frame.Source, target is EmptyRef
                    ? new RootActorPath(Address).ToSerializationFormat() + "/" : target.Path.ToSerializationFormat()));
                break;
            case FrameKind.Identity:
                target.Tell(new Identity(source!.Path.Uid == 0 ? null : source), ActorRefs.NoSender);
                break;
        }
    }

    private async Task AcceptAllAsync()
    {
        while (true)
        {
            try
            {
                _ = ServeAsync(new Link(await _listener.AcceptTcpClientAsync().ConfigureAwait(false)));
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Link link)
    {
        using (link)
        {
            await foreach (var hello in link.ReadAllAsync().ConfigureAwait(false))
            {
                if (hello.Kind == FrameKind.Hello && _star is { } star)
                    await star.ServeAsync(link, hello).ConfigureAwait(false);
                return;
            }
        }
    }
}

/// <summary>The answer to <see cref="Node.Identify"/>: the actor, or null.</summary>
internal sealed record Identity(IActorRef? Subject);
