namespace JsiGan.Training.Checkpoints;

/// <summary>
/// A tensor to write. Its bytes are produced when they are written, so that only one tensor at a time is copied.
/// </summary>
/// <param name="Name">Unique in the file.</param>
/// <param name="Type">Element type, see <see cref="SafetensorsEntry.Type"/>.</param>
/// <param name="Shape">Sizes, outermost first.</param>
/// <param name="CopyTo">Writes the elements, C order and little-endian.</param>
public sealed record SafetensorsItem(string Name, string Type, IReadOnlyList<long> Shape, Action<Stream> CopyTo);

/// <summary>Writes safetensors files (huggingface/safetensors, format of 2022), readable by every other reader of the format.</summary>
public static class SafetensorsWriter
{
    /// <summary>Writes header and data to a stream that knows its position.</summary>
    /// <exception cref="ArgumentException">Two items share a name, or an item writes another number of bytes than its shape
    ///     has.</exception>
    public static void Write(Stream destination, IReadOnlyList<SafetensorsItem> items, IReadOnlyDictionary<string, string>? metadata = null)
    {
        if (items.CountBy(item => item.Name).FirstOrDefault(pair => pair.Value > 1) is { Key: { } twice })
            throw new ArgumentException($"Two tensors are named {twice}, expected each name once.", nameof(items));

        var entries = Place(items);
        destination.Write(new SafetensorsHeader(entries, metadata ?? new Dictionary<string, string>()).ToBytes());
        foreach (var (item, entry) in items.Zip(entries))
        {
            var begin = destination.Position;
            item.CopyTo(destination);
            if (destination.Position - begin is var written && written != entry.Length)
                throw new ArgumentException($"{item.Name} wrote {written} bytes, expected {entry.Length}.", nameof(items));
        }
    }

    /// <summary>Bytes of the file that <see cref="Write"/> makes of these items.</summary>
    public static long LengthOf(IReadOnlyList<SafetensorsItem> items)
    {
        var entries = Place(items);
        var header = new SafetensorsHeader(entries, new Dictionary<string, string>()).ToBytes();
        return header.Length + (entries.Count > 0 ? entries[^1].End : 0);
    }

    private static List<SafetensorsEntry> Place(IReadOnlyList<SafetensorsItem> items)
    {
        var entries = new List<SafetensorsEntry>(items.Count);
        var position = 0L;
        foreach (var item in items)
        {
            var end = position + (item.Shape.Aggregate(1L, (product, side) => product * side) * SafetensorsEntry.SizeOf(item.Type));
            entries.Add(new SafetensorsEntry(item.Name, item.Type, item.Shape, position, end));
            position = end;
        }

        return entries;
    }
}
