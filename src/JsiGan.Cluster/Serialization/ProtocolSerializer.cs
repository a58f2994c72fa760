using Akka.Actor;
using Akka.Serialization;
using JsiGan.Protocol.Runs;
using JsiGan.Protocol.Status;
using MessagePack;

namespace JsiGan.Cluster.Serialization;

/// <summary>
/// The messages of JsiGan.Protocol as MessagePack unions, one manifest a union. Bound to the unions' interfaces in
/// cluster-config/node.conf.
/// </summary>
public sealed class ProtocolSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    private const string Worker = "w";
    private const string Coordinator = "c";
    private const string Status = "s";

    // Strangers may connect: hash collisions and deep nesting are defended against.
    private static readonly MessagePackSerializerOptions Options =
        MessagePackSerializerOptions.Standard.WithSecurity(MessagePackSecurity.UntrustedData);

    /// <summary>Names this serializer on the wire: never to be changed.</summary>
    public override int Identifier => 7201;

    public override string Manifest(object o) => o switch
    {
        IWorkerMessage => Worker,
        ICoordinatorMessage => Coordinator,
        IStatusMessage => Status,
        _ => throw new ArgumentException($"{o.GetType()} is no message of the protocol: its page in JsiGan.Protocol does not list it."),
    };

    public override byte[] ToBinary(object obj) => obj switch
    {
        IWorkerMessage message => MessagePackSerializer.Serialize(message, Options),
        ICoordinatorMessage message => MessagePackSerializer.Serialize(message, Options),
        IStatusMessage message => MessagePackSerializer.Serialize(message, Options),
        _ => throw new ArgumentException($"{obj.GetType()} is no message of the protocol: its page in JsiGan.Protocol does not list it."),
    };

    /// <exception cref="MessagePackSerializationException">
    /// The bytes are no message, or not as <see cref="ToBinary"/> writes it: longer, with unknown elements, or with padded numbers.
    /// </exception>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        var message = Read(bytes, manifest)
            ?? throw new MessagePackSerializationException($"A message of the manifest '{manifest}' is none that this version knows.");
        // All nodes run one version. MessagePack skips what it does not know, even an array whose length is beyond the input.
        return ToBinary(message).AsSpan().SequenceEqual(bytes)
            ? message
            : throw new MessagePackSerializationException($"A {message.GetType().Name} is not in the form that this version writes.");
    }

    private static object? Read(byte[] bytes, string manifest) => manifest switch
    {
        Worker => MessagePackSerializer.Deserialize<IWorkerMessage>(bytes, Options),
        Coordinator => MessagePackSerializer.Deserialize<ICoordinatorMessage>(bytes, Options),
        Status => MessagePackSerializer.Deserialize<IStatusMessage>(bytes, Options),
        _ => throw new ArgumentException(
            $"A message has the manifest '{manifest}', which this version does not know: run the same version on all nodes."),
    };
}
