using System.Security.Cryptography;

namespace JsiGan.Storage.Metrics;

/// <summary>Rows stored in one transaction.</summary>
/// <param name="Writer">The process that sends them, as the database knows it.</param>
/// <param name="Number">Counts the writer's batches from 1.</param>
internal sealed record MetricBatch(long Writer, long Number, IReadOnlyList<StepMetric> Steps, IReadOnlyList<EpochMetric> Epochs)
{
    private const int Magic = 0x314D534A; // "JSM1"

    public int Rows => Steps.Count + Epochs.Count;

    /// <summary>The batch as bytes, followed by their SHA-256.</summary>
    public byte[] ToBytes()
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        var names = Steps.Select(row => row.Name).Concat(Epochs.Select(row => row.Name)).Distinct().ToArray();
        var places = names.Select((name, place) => (name, place)).ToDictionary(pair => pair.name, pair => pair.place);
        writer.Write(Magic);
        writer.Write(Writer);
        writer.Write(Number);
        writer.Write(names.Length);
        Array.ForEach(names, writer.Write);
        writer.Write(Steps.Count);
        foreach (var row in Steps)
        {
            writer.Write(places[row.Name]);
            writer.Write(row.Step);
            writer.Write(row.Worker);
            writer.Write(row.Value);
        }

        writer.Write(Epochs.Count);
        foreach (var row in Epochs)
        {
            writer.Write(places[row.Name]);
            writer.Write(row.Stage);
            writer.Write(row.Epoch);
            writer.Write(row.Step);
            writer.Write(row.Value);
        }

        writer.Flush();
        writer.Write(SHA256.HashData(memory.GetBuffer().AsSpan(0, (int)memory.Length)));
        writer.Flush();
        return memory.ToArray();
    }

    /// <summary>Reads the output of <see cref="ToBytes"/>; null for anything else.</summary>
    public static MetricBatch? Parse(byte[] bytes)
    {
        var body = bytes.Length - SHA256.HashSizeInBytes;
        if (body < sizeof(int) || !SHA256.HashData(bytes.AsSpan(0, body)).AsSpan().SequenceEqual(bytes.AsSpan(body)))
            return null;

        using var reader = new BinaryReader(new MemoryStream(bytes, 0, body));
        if (reader.ReadInt32() != Magic)
            return null;

        var (writer, number) = (reader.ReadInt64(), reader.ReadInt64());
        var names = Fill(reader, () => reader.ReadString());
        var steps = Fill(reader, () =>
            new StepMetric(names[reader.ReadInt32()], reader.ReadInt64(), reader.ReadInt16(), reader.ReadDouble()));
        var epochs = Fill(reader, () => new EpochMetric(
            names[reader.ReadInt32()], reader.ReadInt16(), reader.ReadInt32(), reader.ReadInt64(), reader.ReadDouble()));
        return new MetricBatch(writer, number, steps, epochs);
    }

    private static T[] Fill<T>(BinaryReader reader, Func<T> read)
    {
        var items = new T[reader.ReadInt32()];
        for (var i = 0; i < items.Length; i++)
            items[i] = read();

        return items;
    }
}
