namespace TorchSharp.Utils;

/// <summary>
/// Counts of 7 bits a byte, least significant first, the eighth bit set on all but the last (LEB128), as BinaryWriter does for strings.
/// </summary>
internal static class Leb128
{
    internal static void Encode(this BinaryWriter writer, long value) => writer.Write7BitEncodedInt64(value);

    internal static long Decode(this BinaryReader reader) => reader.Read7BitEncodedInt64();
}
