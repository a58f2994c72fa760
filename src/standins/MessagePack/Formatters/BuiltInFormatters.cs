using System.Buffers;

namespace MessagePack.Formatters;

/// <summary>The types without parts, each with the format that the real StandardResolver gives it.</summary>
internal static class BuiltInFormatters
{
    private static readonly Dictionary<Type, object> Formatters = new()
    {
        [typeof(bool)] = Scalar((ref w, v) => w.Write(v), (ref r) => r.ReadBoolean()),
        [typeof(byte)] = Scalar((ref w, v) => w.Write(v), (ref r) => r.ReadByte()),
        [typeof(sbyte)] = Scalar((ref w, v) => w.Write(v), (ref r) => r.ReadSByte()),
        [typeof(short)] = Scalar((ref w, v) => w.Write(v), (ref r) => r.ReadInt16()),
        [typeof(ushort)] = Scalar((ref w, v) => w.Write(v), (ref r) => r.ReadUInt16()),
        [typeof(int)] = Scalar((ref w, v) => w.Write(v), (ref r) => r.ReadInt32()),
        [typeof(uint)] = Scalar((ref w, v) => w.Write(v), (ref r) => r.ReadUInt32()),
        [typeof(long)] = Scalar((ref w, v) => w.Write(v), (ref r) => r.ReadInt64()),
        [typeof(ulong)] = Scalar((ref w, v) => w.Write(v), (ref r) => r.ReadUInt64()),
        [typeof(char)] = Scalar((ref w, v) => w.Write(v), (ref r) => r.ReadChar()),
        [typeof(float)] = Scalar((ref w, v) => w.Write(v), (ref r) => r.ReadSingle()),
        [typeof(double)] = Scalar((ref w, v) => w.Write(v), (ref r) => r.ReadDouble()),
        [typeof(string)] = Scalar<string?>((ref w, v) => w.Write(v), (ref r) => r.ReadString()),
        [typeof(byte[])] = Scalar<byte[]?>((ref w, v) => w.Write(v), (ref r) => r.ReadBytes()?.ToArray()),
        [typeof(Memory<byte>)] = Scalar<Memory<byte>>((ref w, v) => w.Write(v.Span), (ref r) => r.ReadBytes()?.ToArray()),
        [typeof(ReadOnlyMemory<byte>)] = Scalar<ReadOnlyMemory<byte>>((ref w, v) => w.Write(v.Span), (ref r) => r.ReadBytes()?.ToArray()),
        [typeof(DateTime)] = Scalar((ref w, v) => w.Write(v), (ref r) => r.ReadDateTime()),
        [typeof(TimeSpan)] = Scalar<TimeSpan>((ref w, v) => w.Write(v.Ticks), (ref r) => new TimeSpan(r.ReadInt64())),
        [typeof(DateTimeOffset)] = Scalar<DateTimeOffset>(WriteDateTimeOffset, ReadDateTimeOffset),
        [typeof(Guid)] = Scalar<Guid>((ref w, v) => w.Write(v.ToString("D")), (ref r) => Guid.ParseExact(r.ReadString() ?? "", "D")),
    };

    public static object? Find(Type type) => Formatters.GetValueOrDefault(type);

    private static ScalarFormatter<T> Scalar<T>(WriteValue<T> write, ReadValue<T> read) => new(write, read);

    /// <summary>[local time as if it were UTC, offset in minutes]: what the real library writes, not what the specification asks.</summary>
    private static void WriteDateTimeOffset(ref MessagePackWriter writer, DateTimeOffset value)
    {
        writer.WriteArrayHeader(2);
        writer.Write(new DateTime(value.Ticks, DateTimeKind.Utc));
        writer.Write((short)value.Offset.TotalMinutes);
    }

    private static DateTimeOffset ReadDateTimeOffset(ref MessagePackReader reader)
    {
        var count = reader.ReadArrayHeader();
        return count == 2
            ? new DateTimeOffset(reader.ReadDateTime().Ticks, TimeSpan.FromMinutes(reader.ReadInt16()))
            : throw new MessagePackSerializationException($"An array of {count} found for a DateTimeOffset; it has 2 elements.");
    }
}
