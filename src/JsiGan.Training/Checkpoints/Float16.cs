using System.Runtime.InteropServices;

namespace JsiGan.Training.Checkpoints;

/// <summary>Tensors of float32 in memory that are float16 (IEEE 754 binary16) in a file: half the size, 11 significant bits.</summary>
internal static class Float16
{
    /// <summary>The format's name of the type.</summary>
    public const string Type = "F16";

    /// <summary>Reads a tensor; one of float16 is widened to float32.</summary>
    /// <param name="reader">The file.</param>
    /// <param name="entry">The tensor.</param>
    /// <param name="destination">Takes the tensor's bytes, or, of float16, its elements as float32.</param>
    public static void ReadWide(SafetensorsReader reader, SafetensorsEntry entry, Span<byte> destination)
    {
        if (entry.Type != Type)
        {
            reader.Read(entry, destination);
            return;
        }

        var narrow = new byte[entry.Length];
        reader.Read(entry, narrow);
        var wide = MemoryMarshal.Cast<byte, float>(destination);
        foreach (var (i, value) in MemoryMarshal.Cast<byte, Half>(narrow).ToArray().Index())
            wide[i] = (float)value;
    }

    /// <summary>An item that writes the elements of a float32 item as float16, rounded to nearest.</summary>
    public static SafetensorsItem Narrow(StoredItem item) => new(item.Name, Type, item.Shape, destination =>
    {
        using var bytes = new MemoryStream();
        item.Write(bytes);
        var wide = MemoryMarshal.Cast<byte, float>(bytes.ToArray());
        var narrow = new Half[wide.Length];
        for (var i = 0; i < wide.Length; i++)
            narrow[i] = (Half)wide[i];

        destination.Write(MemoryMarshal.AsBytes(narrow.AsSpan()));
    });
}
