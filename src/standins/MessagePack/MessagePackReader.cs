using System.Buffers;
using System.Buffers.Binary;

namespace MessagePack;

/// <summary>
/// Reads MessagePack from memory. Every length is checked against the bytes that are left before anything is allocated for it.
/// </summary>
/// <remarks>Methods throw <see cref="EndOfStreamException"/> where the input ends early and
/// <see cref="MessagePackSerializationException"/> where it holds something else than asked for.</remarks>
public ref partial struct MessagePackReader(ReadOnlyMemory<byte> memory)
{
    private readonly ReadOnlyMemory<byte> _memory = memory;
    private readonly ReadOnlySpan<byte> _span = memory.Span;
    private int _position;

    public MessagePackReader(scoped in ReadOnlySequence<byte> readOnlySequence)
        : this(readOnlySequence.IsSingleSegment ? readOnlySequence.First : readOnlySequence.ToArray())
    {
    }

    public CancellationToken CancellationToken { get; set; }

    /// <summary>How many objects and collections enclose the current position.</summary>
    public int Depth { get; set; }

    public readonly long Consumed => _position;

    public readonly bool End => _position == _span.Length;

    public readonly bool IsNil => NextCode == MessagePackCode.Nil;

    public readonly byte NextCode => End ? throw new EndOfStreamException() : _span[_position];

    public readonly MessagePackType NextMessagePackType => MessagePackCode.ToMessagePackType(NextCode);

    /// <summary>A second reader at the same position, to look ahead with.</summary>
    public readonly MessagePackReader CreatePeekReader() => this;

    public bool TryReadNil()
    {
        if (!IsNil)
        {
            return false;
        }

        _position++;
        return true;
    }

    public bool ReadBoolean() => ReadCode() switch
    {
        MessagePackCode.True => true,
        MessagePackCode.False => false,
        var code => throw Unexpected(code),
    };

    /// <summary>The element count; at least as many bytes follow.</summary>
    public int ReadArrayHeader() => CheckCount(ReadArrayLength(), bytesEach: 1);

    /// <summary>The count of key and value pairs; at least twice as many bytes follow.</summary>
    public int ReadMapHeader() => CheckCount(ReadMapLength(), bytesEach: 2);

    public DateTime ReadDateTime()
    {
        var length = ReadExtensionLength(out var typeCode);
        return Timestamp.Read(typeCode, Take(length));
    }

    private readonly int CheckCount(uint count, int bytesEach) =>
        count * (long)bytesEach <= _span.Length - _position ? (int)count : throw new EndOfStreamException();

    private uint ReadArrayLength() => ReadCode() switch
    {
        >= MessagePackCode.MinFixArray and <= MessagePackCode.MaxFixArray and var code => code - (uint)MessagePackCode.MinFixArray,
        MessagePackCode.Array16 => ReadBig16(),
        MessagePackCode.Array32 => ReadBig32(),
        var code => throw Unexpected(code),
    };

    private uint ReadMapLength() => ReadCode() switch
    {
        >= MessagePackCode.MinFixMap and <= MessagePackCode.MaxFixMap and var code => code - (uint)MessagePackCode.MinFixMap,
        MessagePackCode.Map16 => ReadBig16(),
        MessagePackCode.Map32 => ReadBig32(),
        var code => throw Unexpected(code),
    };

    private uint ReadExtensionLength(out sbyte typeCode)
    {
        var length = ReadCode() switch
        {
            MessagePackCode.FixExt1 => 1u,
            MessagePackCode.FixExt2 => 2u,
            MessagePackCode.FixExt4 => 4u,
            MessagePackCode.FixExt8 => 8u,
            MessagePackCode.FixExt16 => 16u,
            MessagePackCode.Ext8 => ReadCode(),
            MessagePackCode.Ext16 => ReadBig16(),
            MessagePackCode.Ext32 => ReadBig32(),
            var code => throw Unexpected(code),
        };
        typeCode = (sbyte)ReadCode();
        return length;
    }

    private byte ReadCode()
    {
        var code = NextCode;
        _position++;
        return code;
    }

    private ushort ReadBig16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    private uint ReadBig32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    private ulong ReadBig64() => BinaryPrimitives.ReadUInt64BigEndian(Take(8));

    private ReadOnlySpan<byte> Take(uint length)
    {
        if (length > _span.Length - _position)
        {
            throw new EndOfStreamException();
        }

        var taken = _span.Slice(_position, (int)length);
        _position += (int)length;
        return taken;
    }

    private static MessagePackSerializationException Unexpected(byte code) =>
        new($"Unexpected MessagePack code 0x{code:x2} ({MessagePackCode.ToMessagePackType(code)}).");
}
