using System.Numerics;
using System.Runtime.InteropServices;

namespace JsiGan.Data.Store;

/// <summary>CRC-32C (Castagnoli) by processor instructions: several GB/s per core.</summary>
internal static class Checksum
{
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
            crc = BitOperations.Crc32C(crc, word);

        foreach (var tail in bytes[(words.Length * sizeof(ulong))..])
            crc = BitOperations.Crc32C(crc, tail);

        return ~crc;
    }
}
