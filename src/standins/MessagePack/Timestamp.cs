using System.Buffers;
using System.Buffers.Binary;

namespace MessagePack;

/// <summary>The timestamp extension (type -1) of the MessagePack specification: 32, 64 or 96 bits, in UTC.</summary>
internal static class Timestamp
{
    private const byte TypeCode = unchecked((byte)-1);
    private const int NanosecondsPerTick = 100;

    public static void Write(IBufferWriter<byte> writer, DateTime value)
    {
        var utc = value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value;
        var seconds = (utc.Ticks / TimeSpan.TicksPerSecond) - (DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerSecond);
        var nanoseconds = (uint)(utc.Ticks % TimeSpan.TicksPerSecond) * NanosecondsPerTick;
        var span = writer.GetSpan(15);
        writer.Advance((seconds, nanoseconds) switch
        {
            ( >= 0 and <= uint.MaxValue, 0) => Write32(span, (uint)seconds),
            ( >= 0 and < 1L << 34, _) => Write64(span, ((ulong)nanoseconds << 34) | (ulong)seconds),
            _ => Write96(span, nanoseconds, seconds),
        });
    }

    /// <exception cref="MessagePackSerializationException">The payload is none of the three, or outside what DateTime holds.</exception>
    public static DateTime Read(sbyte typeCode, ReadOnlySpan<byte> payload)
    {
        if (typeCode != unchecked((sbyte)TypeCode))
        {
            throw new MessagePackSerializationException($"Extension type {typeCode} found where a timestamp (type -1) was expected.");
        }

        switch (payload.Length)
        {
            case 4:
                return FromUnix(BinaryPrimitives.ReadUInt32BigEndian(payload), 0);
            case 8:
                var bits = BinaryPrimitives.ReadUInt64BigEndian(payload);
                return FromUnix((long)(bits & ((1UL << 34) - 1)), (uint)(bits >> 34));
            case 12:
                return FromUnix(BinaryPrimitives.ReadInt64BigEndian(payload[4..]), BinaryPrimitives.ReadUInt32BigEndian(payload));
            default:
                throw new MessagePackSerializationException($"A timestamp of {payload.Length} bytes found; 4, 8 or 12 are possible.");
        }
    }

    private static DateTime FromUnix(long seconds, uint nanoseconds) =>
        DateTime.UnixEpoch.AddTicks(checked((seconds * TimeSpan.TicksPerSecond) + (nanoseconds / NanosecondsPerTick)));

    private static int Write32(Span<byte> span, uint seconds)
    {
        span[0] = MessagePackCode.FixExt4;
        span[1] = TypeCode;
        BinaryPrimitives.WriteUInt32BigEndian(span[2..], seconds);
        return 6;
    }

    private static int Write64(Span<byte> span, ulong bits)
    {
        span[0] = MessagePackCode.FixExt8;
        span[1] = TypeCode;
        BinaryPrimitives.WriteUInt64BigEndian(span[2..], bits);
        return 10;
    }

    private static int Write96(Span<byte> span, uint nanoseconds, long seconds)
    {
        span[0] = MessagePackCode.Ext8;
        span[1] = 12;
        span[2] = TypeCode;
        BinaryPrimitives.WriteUInt32BigEndian(span[3..], nanoseconds);
        BinaryPrimitives.WriteInt64BigEndian(span[7..], seconds);
        return 15;
    }
}
