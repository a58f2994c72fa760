using System.Buffers;
using System.Buffers.Binary;

namespace MessagePack;

/// <summary>Writes MessagePack to a buffer writer, each value in the shortest format that holds it.</summary>
public ref partial struct MessagePackWriter(IBufferWriter<byte> writer)
{
    private readonly IBufferWriter<byte> _writer = writer ?? throw new ArgumentNullException(nameof(writer));

    public CancellationToken CancellationToken { get; set; }

    /// <summary>Nothing is held back here; callers of the real library need it, so it exists.</summary>
    public readonly void Flush()
    {
    }

    public readonly void WriteNil() => WriteCode(MessagePackCode.Nil);

    public readonly void Write(bool value) => WriteCode(value ? MessagePackCode.True : MessagePackCode.False);

    public readonly void WriteRaw(ReadOnlySpan<byte> rawMessagePackBlock) => _writer.Write(rawMessagePackBlock);

    public readonly void WriteArrayHeader(int count) => WriteArrayHeader(checked((uint)count));

    public readonly void WriteArrayHeader(uint count) =>
        WriteLength(count, MessagePackCode.MinFixArray, fixedMaximum: 15, code8: 0, MessagePackCode.Array16, MessagePackCode.Array32);

    public readonly void WriteMapHeader(int count) => WriteMapHeader(checked((uint)count));

    public readonly void WriteMapHeader(uint count) =>
        WriteLength(count, MessagePackCode.MinFixMap, fixedMaximum: 15, code8: 0, MessagePackCode.Map16, MessagePackCode.Map32);

    public readonly void Write(float value)
    {
        var span = _writer.GetSpan(5);
        span[0] = MessagePackCode.Float32;
        BinaryPrimitives.WriteSingleBigEndian(span[1..], value);
        _writer.Advance(5);
    }

    public readonly void Write(double value)
    {
        var span = _writer.GetSpan(9);
        span[0] = MessagePackCode.Float64;
        BinaryPrimitives.WriteDoubleBigEndian(span[1..], value);
        _writer.Advance(9);
    }

    /// <summary>A timestamp extension; local times become UTC, others are taken as UTC.</summary>
    public readonly void Write(DateTime dateTime) => Timestamp.Write(_writer, dateTime);

    private readonly void WriteCode(byte code)
    {
        _writer.GetSpan(1)[0] = code;
        _writer.Advance(1);
    }

    private readonly void WriteUInt8(byte code, byte value)
    {
        var span = _writer.GetSpan(2);
        span[0] = code;
        span[1] = value;
        _writer.Advance(2);
    }

    private readonly void WriteUInt16(byte code, ushort value)
    {
        var span = _writer.GetSpan(3);
        span[0] = code;
        BinaryPrimitives.WriteUInt16BigEndian(span[1..], value);
        _writer.Advance(3);
    }

    private readonly void WriteUInt32(byte code, uint value)
    {
        var span = _writer.GetSpan(5);
        span[0] = code;
        BinaryPrimitives.WriteUInt32BigEndian(span[1..], value);
        _writer.Advance(5);
    }

    private readonly void WriteUInt64(byte code, ulong value)
    {
        var span = _writer.GetSpan(9);
        span[0] = code;
        BinaryPrimitives.WriteUInt64BigEndian(span[1..], value);
        _writer.Advance(9);
    }

    /// <summary>A length in the shortest of its formats; a code of 0, or a maximum of -1, is a format that the family lacks.</summary>
    private readonly void WriteLength(uint length, byte fixedCode, int fixedMaximum, byte code8, byte code16, byte code32)
    {
        if (length <= fixedMaximum)
        {
            WriteCode((byte)(fixedCode | length));
        }
        else if (code8 != 0 && length <= byte.MaxValue)
        {
            WriteUInt8(code8, (byte)length);
        }
        else if (length <= ushort.MaxValue)
        {
            WriteUInt16(code16, (ushort)length);
        }
        else
        {
            WriteUInt32(code32, length);
        }
    }
}
