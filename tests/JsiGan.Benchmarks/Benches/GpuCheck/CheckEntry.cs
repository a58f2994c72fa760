using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using JsiGan.Runtime.Files;

namespace JsiGan.Benchmarks.Benches.GpuCheck;

/// <summary>How a check ended.</summary>
public enum CheckStatus
{
    /// <summary>It passed, or was measured.</summary>
    Ok,

    /// <summary>It did not pass.</summary>
    Failed,

    /// <summary>It was not run; the detail says why.</summary>
    Skipped,
}

/// <summary>One entry of the report (docs/gpu.md).</summary>
/// <param name="Name">Stable name, such as <c>answers.gan-step-x2.float64</c>.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="Detail">The result, or why it failed or was skipped.</param>
/// <param name="Row">The measurement, with the entry's name; null if there is none.</param>
public sealed record CheckEntry(string Name, CheckStatus Status, double Seconds, string Detail, ResultRow? Row = null)
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>The entry with the row's keys among its own.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["name"] = Name,
            ["status"] = Status.ToString().ToLowerInvariant(),
            ["seconds"] = Math.Round(Seconds, 3),
            ["detail"] = Detail,
        };
        if (Row is not null)
        {
            foreach (var (key, value) in JsonSerializer.SerializeToNode(Row, Format)!.AsObject().Where(pair => pair.Key != "name"))
                json[key] = value?.DeepClone();
        }

        return json;
    }

    /// <summary>The entry on one line.</summary>
    public string ToLine() => ToJson().ToJsonString(Format);

    /// <summary>Reads what <see cref="ToLine"/> wrote; null for any other line.</summary>
    public static CheckEntry? Parse(string line)
    {
        if (!line.StartsWith("{\"name\":", StringComparison.Ordinal))
            return null;

        try
        {
            var json = JsonNode.Parse(line)!.AsObject();
            var name = (string)json["name"]!;
            var row = json.ContainsKey("value")
                ? new ResultRow(
                    name, (double)json["value"]!, (string)json["unit"]!, (double?)json["reference"], (double?)json["ratio"],
                    (bool)json["higher_is_better"]!, (int)json["runs"]!)
                : null;
            return new CheckEntry(
                name, Enum.Parse<CheckStatus>((string)json["status"]!, ignoreCase: true), (double)json["seconds"]!,
                (string)json["detail"]!, row);
        }
        catch (Exception odd) when (odd is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return null;
        }
    }
}
