using System.Runtime.CompilerServices;

namespace MessagePack.Formatters;

/// <summary>An enumeration as its underlying integer.</summary>
internal sealed class EnumFormatter<TEnum, TUnderlying> : Formatter<TEnum>
    where TEnum : struct, Enum
    where TUnderlying : unmanaged
{
    public override void Write(ref MessagePackWriter writer, TEnum value, MessagePackSerializerOptions options) =>
        FormatterCache<TUnderlying>.Formatter.Write(ref writer, Unsafe.BitCast<TEnum, TUnderlying>(value), options);

    public override TEnum Read(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
        Unsafe.BitCast<TUnderlying, TEnum>(FormatterCache<TUnderlying>.Formatter.Read(ref reader, options));
}
