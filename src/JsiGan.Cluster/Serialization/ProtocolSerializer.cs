using Akka.Serialization;
using JsiGan.Protocol;
using JsiGan.Protocol.Runs;
using JsiGan.Protocol.Status;
using MessagePack;

namespace JsiGan.Cluster.Serialization;

/// <summary>
/// Writes the messages of JsiGan.Protocol as MessagePack unions, with one manifest per union. Bound to <see cref="IProtocolMessage"/>.
/// </summary>
public sealed class ProtocolSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    private const string Worker = "w";
    private const string Coordinator = "c";
    private const string Status = "s";

    // Peers are not trusted: this guards against hash collisions and deep nesting.
    private static readonly MessagePackSerializerOptions Options =
        MessagePackSerializerOptions.Standard.WithSecurity(MessagePackSecurity.UntrustedData);

    /// <summary>Identifies this serializer on the wire: must never change.</summary>
    public override int Identifier => 7201;

    public override string Manifest(object o) => o switch
    {
        IWorkerMessage => Worker,
        ICoordinatorMessage => Coordinator,
        IStatusMessage => Status,
        _ => throw NotListed(o),
    };

    public override byte[] ToBinary(object obj) => obj switch
    {
        IWorkerMessage message => MessagePackSerializer.Serialize(message, Options),
        ICoordinatorMessage message => MessagePackSerializer.Serialize(message, Options),
        IStatusMessage message => MessagePackSerializer.Serialize(message, Options),
        _ => throw NotListed(obj),
    };

    /// <exception cref="MessagePackSerializationException">
    /// The bytes are not a message, or differ from what <see cref="ToBinary"/> writes: longer, unknown elements, padded numbers.
    /// </exception>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        var message = Read(bytes, manifest)
            ?? throw new MessagePackSerializationException($"A message with the manifest '{manifest}' is unknown to this version.");
        // All nodes run the same version. MessagePack skips what it does not know, even an array whose length exceeds the input.
        return ToBinary(message).AsSpan().SequenceEqual(bytes)
            ? message
            : throw new MessagePackSerializationException($"A {message.GetType().Name} differs from what this version writes.");
    }

    private static ArgumentException NotListed(object message) =>
        new($"{message.GetType()} is not a message of the protocol: its page in JsiGan.Protocol does not list it.");

    private static object? Read(byte[] bytes, string manifest) => manifest switch
    {
        Worker => MessagePackSerializer.Deserialize<IWorkerMessage>(bytes, Options),
        Coordinator => MessagePackSerializer.Deserialize<ICoordinatorMessage>(bytes, Options),
        Status => MessagePackSerializer.Deserialize<IStatusMessage>(bytes, Options),
        _ => throw new ArgumentException(
            $"A message has the manifest '{manifest}', which this version does not know: run the same version on all nodes."),
    };
}
