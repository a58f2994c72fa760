using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace JsiGan.Collectives.Mesh;

/// <summary>Why a link ended: the connection closed, or the peer aborted with a reason.</summary>
internal sealed record LinkEnd(bool Aborted, string Reason);

/// <summary>
/// Control connection to one peer: small exchanges while connecting, then abort and leave notices. It carries no bulk data. The kernel
/// closes it when the peer's process dies, so a death is seen within milliseconds.
/// </summary>
internal sealed class PeerLink : IDisposable
{
    private const int HeaderBytes = 5;
    private const int LargestFrame = 1 << 20;
    private const int SendTimeoutMilliseconds = 1000;

    private readonly Socket _socket;
    private readonly Lock _sending = new();
    private readonly Channel<byte[]> _exchanges = Channel.CreateUnbounded<byte[]>();
    private readonly TaskCompletionSource<LinkEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<long> _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private volatile TaskCompletionSource<long> _progress = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PeerLink(Socket socket)
    {
        _socket = socket;
        _socket.NoDelay = true;
        _socket.SendTimeout = SendTimeoutMilliseconds;
        _ = ReceiveAsync();
    }

    private enum Frame : byte
    {
        Exchange = 1,
        Abort = 2,
        Leave = 3,
        Release = 4,
        Ask = 5,
        Progress = 6,
    }

    /// <summary>Completes when the peer is lost or aborts; never after an orderly leave.</summary>
    public Task<LinkEnd> Ended => _ended.Task;

    /// <summary>Completes with the number of operations after which the peer leaves.</summary>
    public Task<long> Left => _left.Task;

    /// <summary>
    /// Completes when the peer no longer needs this rank for the operations before this rank's <see cref="SendLeave"/>, or has exited.
    /// </summary>
    public Task Released => _released.Task;

    /// <summary>Number of operations this rank has started, reported to a peer on request.</summary>
    public Func<long> OwnProgress { get; set; } = () => 0;

    /// <summary>The next payload from the peer, in sending order.</summary>
    public ValueTask<byte[]> ReceiveExchangeAsync(CancellationToken token) => _exchanges.Reader.ReadAsync(token);

    public void SendExchange(ReadOnlySpan<byte> bytes) => Send(Frame.Exchange, bytes);

    public void SendAbort(string reason) => Send(Frame.Abort, Encoding.UTF8.GetBytes(reason));

    public void SendLeave(long operations) => Send(Frame.Leave, BitConverter.GetBytes(operations));

    public void SendRelease() => Send(Frame.Release, []);

    /// <summary>Requests the number of operations the peer has started. A stopped or disconnected peer never answers.</summary>
    public Task<long> AskProgress()
    {
        var answer = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        _progress = answer;
        Send(Frame.Ask, []);
        return answer.Task;
    }

    public void Dispose() => _socket.Dispose();

    // A failed send completes Ended.
    private void Send(Frame frame, ReadOnlySpan<byte> payload)
    {
        var bytes = new byte[HeaderBytes + payload.Length];
        bytes[0] = (byte)frame;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(1), payload.Length);
        payload.CopyTo(bytes.AsSpan(HeaderBytes));
        try
        {
            lock (_sending)
            {
                for (var sent = 0; sent < bytes.Length;)
                    sent += _socket.Send(bytes.AsSpan(sent), SocketFlags.None);
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            End(Lost(fault));
        }
    }

    private async Task ReceiveAsync()
    {
        try
        {
            using var stream = new NetworkStream(_socket, ownsSocket: false);
            var header = new byte[HeaderBytes];
            while (true)
            {
                await stream.ReadExactlyAsync(header).ConfigureAwait(false);
                var length = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(1));
                if (length is < 0 or > LargestFrame)
                    throw new InvalidDataException($"a frame of {length} bytes, at most {LargestFrame} are expected");

                var payload = new byte[length];
                await stream.ReadExactlyAsync(payload).ConfigureAwait(false);
                Take((Frame)header[0], payload);
            }
        }
        catch (EndOfStreamException)
        {
            End(new LinkEnd(Aborted: false, "closed its connection: its process has ended"));
        }
        catch (Exception fault) when (fault is IOException or SocketException or ObjectDisposedException or InvalidDataException)
        {
            End(Lost(fault));
        }
    }

    private static LinkEnd Lost(Exception fault) =>
        new(Aborted: false,
            $"closed its connection ({(fault.InnerException ?? fault).Message}): its process has ended, or its network is gone");

    private void Take(Frame frame, byte[] payload)
    {
        switch (frame)
        {
            case Frame.Exchange:
                _exchanges.Writer.TryWrite(payload);
                break;
            case Frame.Abort:
                End(new LinkEnd(Aborted: true, Encoding.UTF8.GetString(payload)));
                break;
            case Frame.Leave when payload.Length == sizeof(long):
                _left.TrySetResult(BinaryPrimitives.ReadInt64LittleEndian(payload));
                break;
            case Frame.Ask:
                Send(Frame.Progress, BitConverter.GetBytes(OwnProgress()));
                break;
            case Frame.Progress when payload.Length == sizeof(long):
                _progress.TrySetResult(BinaryPrimitives.ReadInt64LittleEndian(payload));
                break;
            case Frame.Release:
                _released.TrySetResult();
                break;
            default:
                throw new InvalidDataException($"a frame of kind {(byte)frame} with {payload.Length} bytes");
        }
    }

    private void End(LinkEnd end)
    {
        _exchanges.Writer.TryComplete();
        _released.TrySetResult();
        if (!Left.IsCompleted)
            _ended.TrySetResult(end);
    }
}
