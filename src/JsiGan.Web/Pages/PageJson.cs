using System.Text.Json;
using System.Text.Json.Serialization;

namespace JsiGan.Web.Pages;

/// <summary>How the page's data is written: camel case, and NaN as a string, which JavaScript's Number() reads.</summary>
internal static class PageJson
{
    public static readonly JsonSerializerOptions Options = Apply(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        return options;
    }
}
