using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace JsiGan.Testing;

/// <summary>A float32 array in C order, as NumPy's .npy format stores it.</summary>
public sealed record NpyArray(long[] Shape, float[] Values);

/// <summary>Reads NumPy's .npy format (versions 1 and 2), little-endian float32 in C order only.</summary>
public static class Npy
{
    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    public static NpyArray Read(string path)
    {
        var file = File.ReadAllBytes(path);
        if (!file.AsSpan().StartsWith(Magic))
            throw new InvalidDataException($"{path} does not begin with the .npy magic number.");

        var prefix = file[6] == 1 ? 10 : 12;
        var length = file[6] == 1 ? BitConverter.ToUInt16(file, 8) : checked((int)BitConverter.ToUInt32(file, 8));
        var header = Encoding.ASCII.GetString(file, prefix, length);
        if (!header.Contains("'<f4'") || !header.Contains("'fortran_order': False"))
            throw new InvalidDataException($"{path} holds {header.Trim()}; expected '<f4' in C order.");

        var open = header.IndexOf('(') + 1;
        long[] shape = [.. header[open..header.IndexOf(')')]
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(size => long.Parse(size, CultureInfo.InvariantCulture))];
        var values = MemoryMarshal.Cast<byte, float>(file.AsSpan(prefix + length)).ToArray();
        var expected = shape.Aggregate(1L, (product, size) => product * size);
        return values.Length == expected
            ? new NpyArray(shape, values)
            : throw new InvalidDataException($"{path} holds {values.Length} values; its shape asks for {expected}.");
    }
}
