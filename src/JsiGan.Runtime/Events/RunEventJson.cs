using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using JsiGan.Protocol.Events;

namespace JsiGan.Runtime.Events;

/// <summary>
/// Run events as JSON, a line each, for other programs: <c>{"event":"WorkerJoined","worker":{...}}</c>. The alternatives within an event,
/// such as the cause of a loss, are distinguished by <c>kind</c>.
/// </summary>
public static class RunEventJson
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { AddAlternatives } },
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write(IRunEvent happened) => JsonSerializer.Serialize(happened, Format);

    /// <exception cref="JsonException">The line is not an event.</exception>
    public static IRunEvent Read(string line) => JsonSerializer.Deserialize<IRunEvent>(line, Format)!;

    private static void AddAlternatives(JsonTypeInfo type)
    {
        var name = type.Type == typeof(IRunEvent) ? "event" : "kind";
        var alternatives = type.Type == typeof(IRunEvent)
            ? [.. Exported(typeof(IRunEvent)).Concat(Exported(typeof(RunEventJson))).Where(each => each.IsAssignableTo(typeof(IRunEvent)))]
            : type.Type.IsAbstract ? type.Type.GetNestedTypes() : [];
        if (alternatives.Length == 0)
            return;

        type.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = name };
        foreach (var alternative in alternatives)
            type.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(alternative, alternative.Name));
    }

    private static IEnumerable<Type> Exported(Type member) =>
        member.Assembly.GetExportedTypes().Where(type => type is { IsAbstract: false });
}
