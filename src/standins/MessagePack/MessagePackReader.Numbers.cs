using System.Buffers.Binary;

namespace MessagePack;

/// <remarks>Numbers are read from any format that holds them; one outside the asked type throws <see cref="OverflowException"/>.</remarks>
public ref partial struct MessagePackReader
{
    public byte ReadByte() => checked((byte)ReadInteger());

    public sbyte ReadSByte() => checked((sbyte)ReadInteger());

    public short ReadInt16() => checked((short)ReadInteger());

    public ushort ReadUInt16() => checked((ushort)ReadInteger());

    public char ReadChar() => (char)ReadUInt16();

    public int ReadInt32() => checked((int)ReadInteger());

    public uint ReadUInt32() => checked((uint)ReadInteger());

    public long ReadInt64() => checked((long)ReadInteger());

    public ulong ReadUInt64() => checked((ulong)ReadInteger());

    public float ReadSingle() => (float)ReadDouble();

    public double ReadDouble()
    {
        switch (NextCode)
        {
            case MessagePackCode.Float32:
                _position++;
                return BinaryPrimitives.ReadSingleBigEndian(Take(4));
            case MessagePackCode.Float64:
                _position++;
                return BinaryPrimitives.ReadDoubleBigEndian(Take(8));
            default:
                return (double)ReadInteger();
        }
    }

    /// <summary>Any integer of the specification: Int128 holds both the signed and the unsigned 64-bit range.</summary>
    private Int128 ReadInteger() => ReadCode() switch
    {
        <= MessagePackCode.MaxFixInt and var code => code,
        >= MessagePackCode.MinNegativeFixInt and var code => (sbyte)code,
        MessagePackCode.UInt8 => ReadCode(),
        MessagePackCode.UInt16 => ReadBig16(),
        MessagePackCode.UInt32 => ReadBig32(),
        MessagePackCode.UInt64 => ReadBig64(),
        MessagePackCode.Int8 => (sbyte)ReadCode(),
        MessagePackCode.Int16 => (short)ReadBig16(),
        MessagePackCode.Int32 => (int)ReadBig32(),
        MessagePackCode.Int64 => (long)ReadBig64(),
        var code => throw Unexpected(code),
    };
}
