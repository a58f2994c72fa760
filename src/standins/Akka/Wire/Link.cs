using System.Buffers.Binary;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Akka.Wire;

/// <summary>A connection to another node. Sending never waits; a connection that breaks ends <see cref="ReadAllAsync"/>.</summary>
internal sealed class Link : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly TcpClient _client;
    private readonly NetworkStream _stream;
    private readonly Channel<byte[]> _outbox = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _writing;

    public Link(TcpClient client)
    {
        _client = client;
        _client.NoDelay = true;
        _stream = client.GetStream();
        _writing = WriteAllAsync();
    }

    /// <summary>The node at the other end, once it has said so.</summary>
    public Cluster.Member? Peer { get; set; }

    public void Send(Frame frame) => _outbox.Writer.TryWrite(frame.ToBytes());

    /// <summary>Sends what waits, then closes; the other end gets a second to take it.</summary>
    public async Task CloseAsync()
    {
        _outbox.Writer.TryComplete();
        await Task.WhenAny(_writing, Task.Delay(Patience, TimeProvider.System)).ConfigureAwait(false);
        Dispose();
    }

    /// <summary>Frames until the connection ends, for whatever reason.</summary>
    public async IAsyncEnumerable<Frame> ReadAllAsync()
    {
        while (await TryReadAsync().ConfigureAwait(false) is { } frame)
            yield return frame;
    }

    public void Dispose()
    {
        _outbox.Writer.TryComplete();
        _client.Dispose();
    }

    private async Task<Frame?> TryReadAsync()
    {
        try
        {
            var header = new byte[sizeof(int)];
            await _stream.ReadExactlyAsync(header).ConfigureAwait(false);
            var length = BinaryPrimitives.ReadInt32LittleEndian(header);
            if (length is < 0 or > Frame.MaximumLength)
                return null;
            var bytes = new byte[length];
            await _stream.ReadExactlyAsync(bytes).ConfigureAwait(false);
            return Frame.Read(bytes);
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or ArgumentException or FormatException)
        {
            return null;
        }
    }

    private async Task WriteAllAsync()
    {
        try
        {
            await foreach (var bytes in _outbox.Reader.ReadAllAsync().ConfigureAwait(false))
                await _stream.WriteAsync(bytes).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            _outbox.Writer.TryComplete();
        }
    }
}
