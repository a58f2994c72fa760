using System.Buffers.Binary;
using System.Text;

namespace JsiGan.Benchmarks.Benches.GpuCheck.Parts;

/// <summary>The symbols that a shared library imports, read from its dynamic symbol table (System V ABI, ELF-64).</summary>
internal static class ElfSymbols
{
    private const int SectionHeaders = 0x28;
    private const int SectionHeaderSize = 0x3A;
    private const int SectionHeaderCount = 0x3C;
    private const uint DynamicSymbols = 11; // SHT_DYNSYM
    private const int SymbolBytes = 24;
    private const int Global = 1; // STB_GLOBAL; weak ones may stay undefined

    /// <summary>Names of undefined global symbols, without their versions.</summary>
    /// <exception cref="FailureException">The file is not a 64-bit little-endian ELF file.</exception>
    public static IReadOnlyList<string> Needed(string library)
    {
        var file = File.ReadAllBytes(library);
        if (!file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1]))
            throw new FailureException($"{library} is no 64-bit ELF file.");

        var sections = Enumerable.Range(0, U16(file, SectionHeaderCount))
            .Select(i => (int)U64(file, SectionHeaders) + (i * U16(file, SectionHeaderSize))).ToList();
        var symbols = sections.Find(section => U32(file, section + 4) == DynamicSymbols);
        var strings = (int)U64(file, sections[(int)U32(file, symbols + 0x28)] + 0x18);
        var (start, bytes) = ((int)U64(file, symbols + 0x18), (int)U64(file, symbols + 0x20));
        return
        [
            .. Enumerable.Range(0, bytes / SymbolBytes).Select(i => start + (i * SymbolBytes))
                .Where(symbol => file[symbol + 4] >> 4 == Global && U16(file, symbol + 6) == 0)
                .Select(symbol => Name(file, strings + (int)U32(file, symbol))),
        ];
    }

    private static string Name(byte[] file, int at) => Encoding.ASCII.GetString(file, at, Array.IndexOf(file, (byte)0, at) - at);

    private static ushort U16(byte[] file, int at) => BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at));

    private static uint U32(byte[] file, int at) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at));

    private static ulong U64(byte[] file, int at) => BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
}
