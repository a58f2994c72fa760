using System.Runtime.CompilerServices;

namespace JsiGan.Data.Ingest.Matlab;

/// <summary>
/// Limits what a parser may read of an untrusted file: the number of calls and bytes, nothing beyond the end, and nothing from a recursion
/// that has almost exhausted the stack. Damaged addresses then throw instead of causing a loop, a crash or a huge list.
/// </summary>
internal sealed class LimitedStream(Stream inner) : Stream
{
    private long _calls;
    private long _bytes;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; } = inner.Length;

    public override long Position { get => inner.Position; set => inner.Position = value; }

    /// <summary>Sets the limits for the next reads.</summary>
    public void Allow(long calls, long bytes) => (_calls, _bytes) = (calls, bytes);

    /// <exception cref="InvalidDataException">A limit is exceeded.</exception>
    /// <exception cref="EndOfStreamException">The file ends before the buffer is full.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is almost exhausted.</exception>
    public override int Read(Span<byte> buffer)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        _calls--;
        _bytes -= buffer.Length;
        if (_calls < 0 || _bytes < 0)
            throw new InvalidDataException("The file refers to itself, or to more data than it can have.");

        if (buffer.Length > Length - Position)
            throw new EndOfStreamException($"The file has {Length} bytes, but {buffer.Length} were expected at {Position}.");

        return inner.Read(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();

        base.Dispose(disposing);
    }
}
