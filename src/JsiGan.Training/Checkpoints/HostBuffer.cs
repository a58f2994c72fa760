using System.Buffers;
using System.Runtime.InteropServices;

namespace JsiGan.Training.Checkpoints;

/// <summary>
/// Memory outside the managed heap that is kept when its contents are replaced: the next write needs no new pages.
/// </summary>
internal sealed unsafe class HostBuffer : MemoryManager<byte>
{
    private byte* _memory;
    private int _capacity;
    private int _length;

    /// <summary>
    /// Allocates at least so many bytes and touches every page. The contents are lost if it had fewer.
    /// </summary>
    public void Reserve(long bytes)
    {
        if (bytes > _capacity || _memory is null)
        {
            var room = Math.Max(1, checked((int)bytes));
            NativeMemory.Free(_memory);
            _memory = null;
            (_capacity, _length) = (0, 0);
            _memory = (byte*)NativeMemory.Alloc((nuint)room);
            _capacity = room;
            new Span<byte>(_memory, room).Clear();
        }
    }

    /// <summary>Replaces the contents by so many bytes, which the stream takes.</summary>
    public Stream OpenWrite(long bytes)
    {
        Reserve(bytes);
        _length = (int)bytes;
        return new UnmanagedMemoryStream(_memory, 0, bytes, FileAccess.Write);
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
}
