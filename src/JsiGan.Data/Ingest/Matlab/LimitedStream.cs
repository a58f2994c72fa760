using System.Runtime.CompilerServices;

namespace JsiGan.Data.Ingest.Matlab;

/// <summary>
/// What a parser may read of a file that nobody vouches for: so many calls and bytes at a time, nothing beyond the end, and nothing from a
/// recursion that is about to exhaust the stack. So damaged addresses end in an exception instead of a loop, a crash or a huge list.
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

    /// <summary>Sets what may be read from now on.</summary>
    public void Allow(long calls, long bytes) => (_calls, _bytes) = (calls, bytes);

    /// <exception cref="InvalidDataException">The limits are used up.</exception>
    /// <exception cref="EndOfStreamException">The file ends before the buffer is full.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is almost used up.</exception>
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
