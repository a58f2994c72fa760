namespace MessagePack.Formatters;

/// <summary>A collection as an array of its elements.</summary>
internal abstract class SequenceFormatter<TElement, TCollection> : Formatter<TCollection?>
    where TCollection : class, IEnumerable<TElement>
{
    /// <summary>The most that is reserved on a header's word; beyond it the list grows with what has really been read.</summary>
    private const int TrustedCapacity = 1024;

    public override void Write(ref MessagePackWriter writer, TCollection? value, MessagePackSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        var elements = value as IReadOnlyCollection<TElement> ?? [.. value];
        writer.WriteArrayHeader(elements.Count);
        var formatter = FormatterCache<TElement>.Formatter;
        foreach (var element in elements)
        {
            writer.CancellationToken.ThrowIfCancellationRequested();
            formatter.Write(ref writer, element, options);
        }
    }

    public override TCollection? Read(ref MessagePackReader reader, MessagePackSerializerOptions options)
    {
        if (reader.TryReadNil())
        {
            return null;
        }

        var count = reader.ReadArrayHeader();
        var elements = new List<TElement>(Math.Min(count, TrustedCapacity));
        var formatter = FormatterCache<TElement>.Formatter;
        options.Security.DepthStep(ref reader);
        for (var i = 0; i < count; i++)
        {
            reader.CancellationToken.ThrowIfCancellationRequested();
            elements.Add(formatter.Read(ref reader, options));
        }

        reader.Depth--;
        return Build(elements);
    }

    protected abstract TCollection Build(List<TElement> elements);
}

internal sealed class ArrayFormatter<TElement> : SequenceFormatter<TElement, TElement[]>
{
    protected override TElement[] Build(List<TElement> elements) => [.. elements];
}

/// <summary>List and the interfaces that it serves as a collection to add to.</summary>
internal sealed class ListFormatter<TElement, TCollection> : SequenceFormatter<TElement, TCollection>
    where TCollection : class, IEnumerable<TElement>
{
    protected override TCollection Build(List<TElement> elements) => (TCollection)(object)elements;
}

/// <summary>The read-only interfaces, which come back as arrays.</summary>
internal sealed class ReadOnlyListFormatter<TElement, TCollection> : SequenceFormatter<TElement, TCollection>
    where TCollection : class, IEnumerable<TElement>
{
    protected override TCollection Build(List<TElement> elements) => (TCollection)(object)elements.ToArray();
}
