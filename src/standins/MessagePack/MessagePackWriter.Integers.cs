namespace MessagePack;

public ref partial struct MessagePackWriter
{
    public readonly void Write(byte value) => Write((ulong)value);

    public readonly void Write(ushort value) => Write((ulong)value);

    public readonly void Write(uint value) => Write((ulong)value);

    public readonly void Write(char value) => Write((ulong)value);

    public readonly void Write(sbyte value) => Write((long)value);

    public readonly void Write(short value) => Write((long)value);

    public readonly void Write(int value) => Write((long)value);

    public readonly void Write(ulong value)
    {
        switch (value)
        {
            case <= MessagePackCode.MaxFixInt: WriteCode((byte)value); break;
            case <= byte.MaxValue: WriteUInt8(MessagePackCode.UInt8, (byte)value); break;
            case <= ushort.MaxValue: WriteUInt16(MessagePackCode.UInt16, (ushort)value); break;
            case <= uint.MaxValue: WriteUInt32(MessagePackCode.UInt32, (uint)value); break;
            default: WriteUInt64(MessagePackCode.UInt64, value); break;
        }
    }

    public readonly void Write(long value)
    {
        switch (value)
        {
            case >= 0: Write((ulong)value); break;
            case >= -32: WriteCode(unchecked((byte)value)); break;
            case >= sbyte.MinValue: WriteUInt8(MessagePackCode.Int8, unchecked((byte)value)); break;
            case >= short.MinValue: WriteUInt16(MessagePackCode.Int16, unchecked((ushort)value)); break;
            case >= int.MinValue: WriteUInt32(MessagePackCode.Int32, unchecked((uint)value)); break;
            default: WriteUInt64(MessagePackCode.Int64, unchecked((ulong)value)); break;
        }
    }
}
