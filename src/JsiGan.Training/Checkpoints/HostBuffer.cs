using System.Buffers;
using System.Runtime.InteropServices;

namespace JsiGan.Training.Checkpoints;

/// <summary>
/// Memory outside the managed heap that grows as it is written and is kept: the next write needs no new pages.
/// </summary>
internal sealed unsafe class HostBuffer : MemoryManager<byte>
{
    private const int SmallestGrowth = 1 << 16;

    private byte* _memory;
    private int _capacity;
    private int _length;

    /// <summary>
    /// Allocates at least so many bytes and touches every page. The contents are lost if it had fewer.
    /// </summary>
    public void Reserve(long bytes)
    {
        if (bytes > _capacity)
        {
            var room = checked((int)bytes);
            NativeMemory.Free(_memory);
            _memory = null;
            (_capacity, _length) = (0, 0);
            _memory = (byte*)NativeMemory.Alloc((nuint)room);
            _capacity = room;
            new Span<byte>(_memory, room).Clear();
        }
    }

    /// <summary>Replaces the contents.</summary>
    public void Fill(Action<Stream> write)
    {
        using var stream = OpenWrite();
        write(stream);
    }

    /// <summary>Discards the contents; the stream appends.</summary>
    public Stream OpenWrite()
    {
        _length = 0;
        return new Appender(this);
    }

    /// <summary>Reads the contents, which must not change meanwhile.</summary>
    public Stream OpenRead() => new UnmanagedMemoryStream(_memory, _length);

    public override Memory<byte> Memory => CreateMemory(_length);

    public override Span<byte> GetSpan() => new(_memory, _length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(_memory + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        NativeMemory.Free(_memory);
        _memory = null;
        _capacity = _length = 0;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_capacity - _length < bytes.Length)
        {
            _capacity = checked(Math.Max(_length + bytes.Length, (int)Math.Min(int.MaxValue, (_capacity * 3L / 2) + SmallestGrowth)));
            _memory = (byte*)NativeMemory.Realloc(_memory, (nuint)_capacity);
        }

        bytes.CopyTo(new Span<byte>(_memory + _length, bytes.Length));
        _length += bytes.Length;
    }

    private sealed class Appender(HostBuffer buffer) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => buffer._length;

        public override long Position { get => buffer._length; set => throw new NotSupportedException(); }

        public override void Write(ReadOnlySpan<byte> bytes) => buffer.Append(bytes);

        public override void Write(byte[] bytes, int offset, int count) => buffer.Append(bytes.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override int Read(byte[] bytes, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
