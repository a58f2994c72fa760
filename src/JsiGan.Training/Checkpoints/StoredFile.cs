using JsiGan.Training.Steps;

namespace JsiGan.Training.Checkpoints;

/// <summary>One safetensors file of a checkpoint.</summary>
/// <param name="Name">generator.safetensors, optimizer-generator.safetensors, discriminator1.safetensors and so on.</param>
/// <param name="Items">What is in it.</param>
internal sealed record StoredFile(string Name, IReadOnlyList<StoredItem> Items)
{
    /// <summary>Parameters and buffers (batch norm's statistics, the power iterations' u) of a network.</summary>
    public static StoredFile Of(string network, nn.Module module) =>
        new($"{network}.safetensors", [.. module.state_dict().Select(entry => StoredItem.Of(entry.Key, entry.Value))]);

    /// <summary>Both moments and the update count of every parameter.</summary>
    public static StoredFile Of(string network, AdamOptimizer optimizer) =>
        new($"optimizer-{network}.safetensors", [.. optimizer.State.SelectMany(entry => new[]
        {
            StoredItem.Of($"{entry.Name}.exp_avg", entry.State.exp_avg),
            StoredItem.Of($"{entry.Name}.exp_avg_sq", entry.State.exp_avg_sq),
            StoredItem.Of($"{entry.Name}.step", () => entry.State.step, step => entry.State.step = step),
        })]);

    /// <summary>Bytes of the file.</summary>
    public long Length => SafetensorsWriter.LengthOf(Sources());

    public void Write(Stream destination) => SafetensorsWriter.Write(destination, Sources());

    /// <exception cref="FailureException">The file has other tensors than the networks.</exception>
    public void Check(SafetensorsReader reader)
    {
        if (reader.Entries.Count != Items.Count)
            throw SafetensorsHeader.Fault(reader.Path, $"it has {reader.Entries.Count} tensors, expected {Items.Count}");

        foreach (var item in Items)
        {
            var found = reader.Find(item.Name) ?? throw SafetensorsHeader.Fault(reader.Path, $"it has no tensor {item.Name}");
            if (found.Type != item.Type || !found.Shape.SequenceEqual(item.Shape))
            {
                throw SafetensorsHeader.Fault(reader.Path, $"{item.Name} is {found.Type} [{string.Join(", ", found.Shape)}], expected "
                    + $"{item.Type} [{string.Join(", ", item.Shape)}]");
            }
        }
    }

    public void Read(SafetensorsReader reader)
    {
        foreach (var item in Items)
            item.Read(destination => reader.Read(reader.Find(item.Name)!, destination));
    }

    /// <summary>Writes the tensors, those of float32 as float16 if asked to.</summary>
    public void WriteWeights(Stream destination, bool half) =>
        SafetensorsWriter.Write(destination, half ? [.. Items.Select(Float16.Narrow)] : Sources());

    /// <summary>Reads weights that another run or program may have written: float32 or float16, which is widened.</summary>
    /// <exception cref="FailureException">Tensors are missing, superfluous, or of another shape or type: all of them are named.</exception>
    public void ReadWeights(SafetensorsReader reader)
    {
        var names = Items.Select(item => item.Name).ToHashSet();
        List<string> misfits =
        [
            .. Items.Select(item => Misfit(item, reader.Find(item.Name))).OfType<string>(),
            .. reader.Entries.Where(entry => !names.Contains(entry.Name)).Select(entry => $"{entry.Name} is not expected"),
        ];
        if (misfits.Count > 0)
            throw SafetensorsHeader.Fault(reader.Path, string.Join(", ", misfits));

        foreach (var item in Items)
            item.Read(destination => Float16.ReadWide(reader, reader.Find(item.Name)!, destination));
    }

    private static string? Misfit(StoredItem item, SafetensorsEntry? found) => found switch
    {
        null => $"{item.Name} is missing",
        _ when !found.Shape.SequenceEqual(item.Shape) =>
            $"{item.Name} is [{string.Join(", ", found.Shape)}], expected [{string.Join(", ", item.Shape)}]",
        _ when found.Type != item.Type && (found.Type, item.Type) != (Float16.Type, "F32") =>
            $"{item.Name} is {found.Type}, expected {item.Type}",
        _ => null,
    };

    private List<SafetensorsItem> Sources() =>
        [.. Items.Select(item => new SafetensorsItem(item.Name, item.Type, item.Shape, item.Write))];
}
