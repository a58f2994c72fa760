namespace MessagePack.Formatters;

/// <summary>A dictionary as a map, in its own order; a key that the input repeats is refused.</summary>
internal sealed class DictionaryFormatter<TKey, TValue, TDictionary> : Formatter<TDictionary?>
    where TKey : notnull
    where TDictionary : class, IEnumerable<KeyValuePair<TKey, TValue>>
{
    public override void Write(ref MessagePackWriter writer, TDictionary? value, MessagePackSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        var keys = FormatterCache<TKey>.Formatter;
        var values = FormatterCache<TValue>.Formatter;
        var pairs = value as IReadOnlyCollection<KeyValuePair<TKey, TValue>> ?? [.. value];
        writer.WriteMapHeader(pairs.Count);
        foreach (var (key, element) in pairs)
        {
            writer.CancellationToken.ThrowIfCancellationRequested();
            keys.Write(ref writer, key, options);
            values.Write(ref writer, element, options);
        }
    }

    public override TDictionary? Read(ref MessagePackReader reader, MessagePackSerializerOptions options)
    {
        if (reader.TryReadNil())
        {
            return null;
        }

        var count = reader.ReadMapHeader();
        var keys = FormatterCache<TKey>.Formatter;
        var values = FormatterCache<TValue>.Formatter;
        var dictionary = new Dictionary<TKey, TValue>();
        options.Security.DepthStep(ref reader);
        for (var i = 0; i < count; i++)
        {
            reader.CancellationToken.ThrowIfCancellationRequested();
            var key = keys.Read(ref reader, options);
            dictionary.Add(key, values.Read(ref reader, options));
        }

        reader.Depth--;
        return (TDictionary)(object)dictionary;
    }
}
