using Akka.Actor;
using Akka.Cluster;

namespace Akka.Wire;

/// <summary>The first node: lets others in, tells all who is there, and hands on what they say to each other.</summary>
internal sealed class Hub(Node node) : IStar
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Address, Link> _links = [];
    private int _upNumber = 1;

    public Address? HubAddress => node.Address;

    public void Send(Address to, Frame frame)
    {
        Link? link;
        lock (_gate)
            link = _links.GetValueOrDefault(to);
        link?.Send(frame);
    }

    /// <summary>Is the cluster's first member.</summary>
    public void Open() => Tell();

    public async Task ServeAsync(Link link, Frame hello)
    {
        if (hello.Manifest != node.Address.System)
        {
            link.Send(new Frame(FrameKind.Refuse, Manifest: $"this is the cluster '{node.Address.System}', not '{hello.Manifest}'"));
            await link.CloseAsync().ConfigureAwait(false);
            return;
        }
        Admit(link, MemberList.Read(hello.Payload)[0]);
        try
        {
            await foreach (var frame in link.ReadAllAsync().ConfigureAwait(false))
            {
                if (frame.Kind == FrameKind.Leave)
                    break;
                Route(frame);
            }
        }
        finally
        {
            Dismiss(link);
        }
    }

    public Task LeaveAsync()
    {
        lock (_gate)
            return Task.WhenAll(_links.Values.Select(l => l.CloseAsync()));
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var link in _links.Values)
                link.Dispose();
        }
    }

    private void Admit(Link link, Member newcomer)
    {
        lock (_gate)
        {
            // A process that was started again at the same address takes the place of the one before.
            if (_links.Remove(newcomer.Address, out var former))
                former.Dispose();
            link.Peer = MemberList.Numbered(newcomer, ++_upNumber);
            _links.Add(newcomer.Address, link);
            Tell();
        }
    }

    private void Dismiss(Link link)
    {
        lock (_gate)
        {
            if (_links.GetValueOrDefault(link.Peer!.Address) == link)
            {
                _links.Remove(link.Peer.Address);
                Tell();
            }
        }
        link.Dispose();
    }

    private void Route(Frame frame)
    {
        var to = ActorPath.Parse(frame.Target).Address;
        if (to == node.Address)
            node.Receive(frame);
        else
            Send(to, frame);
    }

    private void Tell()
    {
        lock (_gate)
        {
            Member[] members = [MemberList.Numbered(node.Self, 1), .. _links.Values.Select(l => l.Peer!)];
            var frame = new Frame(FrameKind.Members, Body: MemberList.ToBytes(members));
            foreach (var link in _links.Values)
                link.Send(frame);
            node.Apply(members);
        }
    }
}
