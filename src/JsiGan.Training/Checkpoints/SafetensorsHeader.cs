using System.Buffers.Binary;
using System.Text.Json;

namespace JsiGan.Training.Checkpoints;

/// <summary>
/// The header of a safetensors file: 8 bytes of length (unsigned, little-endian), then that many bytes of JSON, name to dtype, shape and
/// data_offsets, "__metadata__" to a map of texts. After it the data, which the tensors cover without gaps or overlaps.
/// </summary>
public sealed record SafetensorsHeader(IReadOnlyList<SafetensorsEntry> Entries, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>Bytes of the length field.</summary>
    public const int LengthBytes = 8;

    /// <summary>The format's limit on the header, bytes.</summary>
    public const long MaxHeaderBytes = 100_000_000;

    private const string MetadataKey = "__metadata__";

    /// <summary>The length field and the JSON, padded with spaces so that the data begin at a multiple of 8 bytes.</summary>
    public byte[] ToBytes()
    {
        var content = new Dictionary<string, object>();
        if (Metadata.Count > 0)
            content[MetadataKey] = new SortedDictionary<string, string>(Metadata.ToDictionary(), StringComparer.Ordinal);

        foreach (var entry in Entries)
        {
            content[entry.Name] = new Dictionary<string, object>
            {
                ["dtype"] = entry.Type, ["shape"] = entry.Shape, ["data_offsets"] = new[] { entry.Begin, entry.End },
            };
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(content);
        var padded = (json.Length + 7) / 8 * 8;
        var bytes = new byte[LengthBytes + padded];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)padded);
        bytes.AsSpan(LengthBytes).Fill((byte)' ');
        json.CopyTo(bytes.AsSpan(LengthBytes));
        return bytes;
    }

    /// <summary>Reads and checks a header.</summary>
    /// <param name="json">The JSON, without the length field.</param>
    /// <param name="dataBytes">Bytes of the file after the header.</param>
    /// <param name="file">Path for messages.</param>
    /// <exception cref="FailureException">The header breaks the format: the message names the file, what was found and what was
    ///     expected.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json, long dataBytes, string file)
    {
        try
        {
            var header = Read(json, file);
            CheckCover(header.Entries, dataBytes, file);
            return header;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or FormatException)
        {
            throw Fault(file, $"its header is no JSON of the expected form ({broken.Message.TrimEnd('.')})", broken);
        }
    }

    internal static FailureException Fault(string file, string found, Exception? cause = null) =>
        new($"The safetensors file {file} cannot be used: {found}; take an intact copy of it.", cause);

    private static SafetensorsHeader Read(ReadOnlySpan<byte> json, string file)
    {
        var entries = new Dictionary<string, SafetensorsEntry>();
        var metadata = new Dictionary<string, string>();
        var reader = new Utf8JsonReader(json);
        reader.Read();
        Expect(reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (name == MetadataKey)
            {
                foreach (var pair in JsonElement.ParseValue(ref reader).EnumerateObject())
                    metadata[pair.Name] = pair.Value.GetString() ?? "";
            }
            else if (!entries.TryAdd(name, Entry(name, JsonElement.ParseValue(ref reader), file)))
            {
                throw Fault(file, $"it names the tensor {name} twice, expected each once");
            }
        }

        Expect(reader, JsonTokenType.EndObject);
        return new SafetensorsHeader([.. entries.Values], metadata);
    }

    private static SafetensorsEntry Entry(string name, JsonElement value, string file)
    {
        long[] Numbers(string key) => value.ValueKind == JsonValueKind.Object && value.TryGetProperty(key, out var list)
            ? [.. list.EnumerateArray().Select(item => item.GetInt64())]
            : throw Fault(file, $"the tensor {name} has no {key}");
        var (shape, offsets) = (Numbers("shape"), Numbers("data_offsets"));
        var type = value.TryGetProperty("dtype", out var text) ? text.GetString() ?? ""
            : throw Fault(file, $"the tensor {name} has no dtype");
        var size = SafetensorsEntry.SizeOf(type);
        if (size == 0)
            throw Fault(file, $"the tensor {name} has the unknown dtype {type}, expected one such as F32");

        if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] < offsets[0] || shape.Any(side => side < 0))
        {
            throw Fault(file, $"the tensor {name} has shape [{string.Join(", ", shape)}] and offsets [{string.Join(", ", offsets)}], "
                + "expected no negative number and a begin before its end");
        }

        if (shape.Aggregate((Int128)size, (product, side) => Int128.Min(product * side, long.MaxValue)) != offsets[1] - offsets[0])
        {
            throw Fault(file, $"the tensor {name} of {type} [{string.Join(", ", shape)}] takes {offsets[1] - offsets[0]} bytes, another "
                + "number than its shape has");
        }

        return new SafetensorsEntry(name, type, shape, offsets[0], offsets[1]);
    }

    private static void CheckCover(IReadOnlyList<SafetensorsEntry> entries, long dataBytes, string file)
    {
        var position = 0L;
        foreach (var entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (entry.Begin != position)
            {
                throw Fault(file, $"the tensor {entry.Name} begins at byte {entry.Begin} of the data, expected {position}, where the one "
                    + "before it ends");
            }

            position = entry.End;
        }

        if (position != dataBytes)
            throw Fault(file, $"its tensors end at byte {position} of the data, but the file holds {dataBytes} bytes of data");
    }

    private static void Expect(Utf8JsonReader reader, JsonTokenType type)
    {
        if (reader.TokenType != type)
            throw new JsonException($"{reader.TokenType} at byte {reader.TokenStartIndex}, expected {type}");
    }
}
