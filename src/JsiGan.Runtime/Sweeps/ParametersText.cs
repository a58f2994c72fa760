using System.Text.Json.Nodes;
using JsiGan.Search.Spaces;

namespace JsiGan.Runtime.Sweeps;

/// <summary>A trial's parameters as JSON, in the order of the space: numbers as numbers, everything else as text.</summary>
public static class ParametersText
{
    public static string Of(Assignment parameters)
    {
        var json = new JsonObject();
        foreach (var (key, value) in parameters)
            json.Add(key, CanonicalText.TryParse(value, out _) ? JsonNode.Parse(value) : JsonValue.Create(value));

        return json.ToJsonString();
    }

    /// <summary>The parameters that <see cref="Of"/> wrote.</summary>
    public static Assignment Read(string text) => new(
        JsonNode.Parse(text)!.AsObject().Select(each => new KeyValuePair<string, string>(each.Key, each.Value!.ToString())));
}
