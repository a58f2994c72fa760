using System.Net.Sockets;
using Akka.Actor;
using Akka.Event;

namespace Akka.Wire;

/// <summary>A node that joins others. Without its connection to the hub it is no member any more, and its system ends.</summary>
internal sealed class Spoke(Node node, IReadOnlyList<Address> seeds) : IStar
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _ended = new();
    private Link? _link;
    private bool _leaves;

    public Address? HubAddress { get; private set; }

    public void Send(Address to, Frame frame) => _link?.Send(frame);

    public async Task ServeAsync(Link link, Frame hello)
    {
        link.Send(HubAddress is { } hub
            ? new Frame(FrameKind.Redirect, hub.ToString())
            : new Frame(FrameKind.Refuse, Manifest: "this node is not in a cluster yet"));
        await link.CloseAsync().ConfigureAwait(false);
    }

    public async Task JoinAsync()
    {
        for (var round = 0; !_ended.IsCancellationRequested; round++)
        {
            await TryAsync(seeds[round % seeds.Count], redirects: 1).ConfigureAwait(false);
            if (HubAddress is not null)
                return;
            await Task.Delay(Retry, TimeProvider.System, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async Task LeaveAsync()
    {
        _leaves = true;
        _link?.Send(new Frame(FrameKind.Leave));
        if (_link is { } link)
            await link.CloseAsync().ConfigureAwait(false);
    }

    public void Dispose()
    {
        _ended.Cancel();
        _link?.Dispose();
    }

    // Stays connected for as long as the membership lasts.
    private async Task TryAsync(Address seed, int redirects)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(Loopback.Of(seed.Host!), seed.Port!.Value, _ended.Token).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException)
        {
            node.System.Log.Debug("no node at {0} yet: {1}", seed, fault.Message);
            return;
        }
        using var link = new Link(client);
        link.Send(new Frame(FrameKind.Hello, Manifest: node.Address.System, Body: MemberList.ToBytes([node.Self])));
        await foreach (var frame in link.ReadAllAsync().ConfigureAwait(false))
        {
            switch (frame.Kind)
            {
                case FrameKind.Members:
                    (_link, HubAddress) = (link, seed);
                    node.Apply(MemberList.Read(frame.Payload));
                    break;
                case FrameKind.Redirect when redirects > 0:
                    await TryAsync(Address.Parse(frame.Target), redirects - 1).ConfigureAwait(false);
                    return;
                case FrameKind.Refuse:
                    node.System.Log.Warning("{0} does not let this node in: {1}", seed, frame.Manifest);
                    return;
                default:
                    node.Receive(frame);
                    break;
            }
        }
        if (HubAddress is null)
            return;
        node.Apply([]);
        if (!_leaves)
            _ = CoordinatedShutdown.Get(node.System).Run(CoordinatedShutdown.ClusterDowningReason.Instance);
    }
}
