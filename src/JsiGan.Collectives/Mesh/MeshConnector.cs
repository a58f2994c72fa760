using System.Buffers.Binary;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace JsiGan.Collectives.Mesh;

/// <summary>
/// Connects every rank with every other: each calls the lower ranks and accepts the higher ones. A caller sends the callee's token, the
/// group (a hash of all blobs) and its rank, and receives one byte.
/// </summary>
internal sealed class MeshConnector(Rendezvous own, int rank, IReadOnlyList<RendezvousBlob> ranks, byte[] group)
{
    private const int GroupBytes = 32;
    private const int HelloBytes = RendezvousBlob.TokenBytes + GroupBytes + sizeof(int);
    private const byte Welcome = 1;
    private const byte OtherGroup = 2;

    private readonly Socket?[] _sockets = new Socket?[ranks.Count];
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _callersLeft = ranks.Count - 1 - rank;

    /// <summary>Returns when all are connected.</summary>
    /// <exception cref="CollectiveException">A peer cannot be reached, or was given other peers.</exception>
    /// <exception cref="OperationCanceledException">A peer has not come in time; the message names those that are missing.</exception>
    public async Task<PeerMesh> ConnectAsync(CancellationToken token)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        var tasks = Enumerable.Range(0, rank).Select(peer => CallAsync(peer, stop.Token)).ToList();
        if (_callersLeft > 0)
            tasks.Add(AnswerAsync(stop.Token));

        try
        {
            while (tasks.Count > 0)
            {
                var first = await Task.WhenAny(tasks).ConfigureAwait(false);
                tasks.Remove(first);
                await first.ConfigureAwait(false);
            }

            return new PeerMesh(rank, ranks, [.. _sockets.Select(socket => socket is null ? null : new PeerLink(socket))]);
        }
        catch (Exception fault)
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var missing = Enumerable.Range(0, ranks.Count).Where(peer => peer != rank && _sockets[peer] is null).Select(Label).ToList();
            foreach (var socket in _sockets)
                socket?.Dispose();

            if (fault is OperationCanceledException)
                throw new OperationCanceledException($"{string.Join(" and ", missing)} did not connect", fault, token);

            throw;
        }
    }

    private async Task CallAsync(int peer, CancellationToken token)
    {
        var socket = new Socket(ranks[peer].EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(ranks[peer].EndPoint, token).ConfigureAwait(false);
            var hello = new byte[HelloBytes];
            ranks[peer].Token.CopyTo(hello, 0);
            group.CopyTo(hello, RendezvousBlob.TokenBytes);
            BinaryPrimitives.WriteInt32LittleEndian(hello.AsSpan(RendezvousBlob.TokenBytes + GroupBytes), rank);
            await socket.SendAsync(hello, token).ConfigureAwait(false);
            var answer = new byte[1];
            using var stream = new NetworkStream(socket, ownsSocket: false);
            await stream.ReadExactlyAsync(answer, token).ConfigureAwait(false);
            if (answer[0] != Welcome)
            {
                throw new CollectiveException(CollectiveFault.Disagreement, rank, peer,
                    $"Connecting failed on rank {rank} of {ranks.Count} ({ranks[rank].Host}): {Label(peer)} was given another list of " +
                    "peers; all ranks must connect with the same blobs in the same order.");
            }

            _sockets[peer] = socket;
        }
        catch (Exception fault) when (fault is SocketException or IOException)
        {
            socket.Dispose();
            throw new CollectiveException(CollectiveFault.PeerLost, rank, peer,
                $"Connecting failed on rank {rank} of {ranks.Count} ({ranks[rank].Host}): {Label(peer)} at {ranks[peer].EndPoint} " +
                $"cannot be reached: {fault.Message}.", fault);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task AnswerAsync(CancellationToken token)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        var greetings = new List<Task>();
        try
        {
            // A silent caller does not delay the next one.
            while (!_answered.Task.IsCompleted)
            {
                var accepting = own.Listener.AcceptAsync(stop.Token).AsTask();
                if (await Task.WhenAny(accepting, _answered.Task).ConfigureAwait(false) == accepting)
                    greetings.Add(GreetAsync(await accepting.ConfigureAwait(false), stop.Token));
                else
                    greetings.Add(accepting);
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(greetings).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task GreetAsync(Socket socket, CancellationToken token)
    {
        try
        {
            var hello = new byte[HelloBytes];
            using var stream = new NetworkStream(socket, ownsSocket: false);
            await stream.ReadExactlyAsync(hello, token).ConfigureAwait(false);
            var caller = BinaryPrimitives.ReadInt32LittleEndian(hello.AsSpan(RendezvousBlob.TokenBytes + GroupBytes));
            if (!CryptographicOperations.FixedTimeEquals(hello.AsSpan(0, RendezvousBlob.TokenBytes), own.Description.Token))
            {
                socket.Dispose();
                return;
            }

            var sameGroup = hello.AsSpan(RendezvousBlob.TokenBytes, GroupBytes).SequenceEqual(group);
            await socket.SendAsync(new[] { sameGroup ? Welcome : OtherGroup }, token).ConfigureAwait(false);
            var expected = sameGroup && caller > rank && caller < ranks.Count;
            if (expected && Interlocked.CompareExchange(ref _sockets[caller], socket, null) is null)
            {
                if (Interlocked.Decrement(ref _callersLeft) == 0)
                    _answered.TrySetResult();

                return;
            }

            socket.Dispose();
        }
        catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException)
        {
            socket.Dispose();
        }
    }

    private string Label(int peer) => $"rank {peer} ({ranks[peer].Host})";
}
