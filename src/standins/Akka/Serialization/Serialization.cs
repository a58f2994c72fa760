using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Serialization;

/// <summary>Which serializer takes which type, by akka.actor.serializers and akka.actor.serialization-bindings.</summary>
public sealed class Serialization
{
    private readonly Dictionary<int, SerializerWithStringManifest> _byIdentifier;
    private readonly List<(Type Type, SerializerWithStringManifest Serializer)> _bindings = [];

    internal Serialization(ExtendedActorSystem system)
    {
        var config = system.Settings.Config;
        var byName = config.Texts("akka.actor.serializers").ToDictionary(
            p => p.Key, p => (SerializerWithStringManifest)Activator.CreateInstance(Load(p.Value), system)!, StringComparer.Ordinal);
        _byIdentifier = byName.Values.ToDictionary(s => s.Identifier);
        foreach (var (type, name) in config.Texts("akka.actor.serialization-bindings"))
        {
            _bindings.Add((Load(type), byName.GetValueOrDefault(name)
                ?? throw new ConfigurationException(
                    $"serialization-bindings name the serializer '{name}', which serializers do not hold.")));
        }
    }

    public Serializer FindSerializerFor(object obj, string? defaultSerializerName = null) => Find(obj);

    /// <exception cref="SerializationException">No serializer has the identifier.</exception>
    public object Deserialize(byte[] bytes, int serializerId, string manifest) =>
        _byIdentifier.TryGetValue(serializerId, out var serializer)
        ? serializer.FromBinary(bytes, manifest)
        : throw new SerializationException($"No serializer has the id {serializerId}: bind the same ones on all nodes.");

    internal SerializerWithStringManifest Find(object message) =>
        _bindings.FirstOrDefault(b => b.Type.IsInstanceOfType(message)).Serializer
        ?? throw new SerializationException(
            $"No serializer is bound for {message.GetType()}: add it to akka.actor.serialization-bindings.");

    private static Type Load(string name) => Type.GetType(name)
        ?? throw new ConfigurationException($"The type '{name}' of the configuration was not found.");
}
