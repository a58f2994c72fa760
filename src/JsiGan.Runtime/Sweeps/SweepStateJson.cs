using System.Text.Json;
using System.Text.Json.Serialization;
using JsiGan.Protocol.Sweeps;

namespace JsiGan.Runtime.Sweeps;

/// <summary>A scheduler's state as JSON, for the database.</summary>
public static class SweepStateJson
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static string Write(SweepState state) => JsonSerializer.Serialize(state, Format);

    /// <exception cref="JsonException">The text is not such a state.</exception>
    public static SweepState Read(string json) => JsonSerializer.Deserialize<SweepState>(json, Format)!;
}
