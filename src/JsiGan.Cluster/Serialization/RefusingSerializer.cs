using System.Runtime.Serialization;
using Akka.Serialization;

namespace JsiGan.Cluster.Serialization;

/// <summary>
/// Refuses all messages. In the place of Akka's JSON serializer, which writes and reads objects of any type, it leaves no way for a type
/// that is not bound to a serializer. Akka logs the refusal, drops the message and keeps the connection.
/// </summary>
public sealed class RefusingSerializer(ExtendedActorSystem system) : Serializer(system)
{
    /// <summary>The identifier of Akka's JSON serializer.</summary>
    public override int Identifier => 1;

    public override bool IncludeManifest => true;

    public override byte[] ToBinary(object obj) => throw new SerializationException(
        $"{obj.GetType()} was not sent: no serializer is bound to it. Messages between nodes must implement IProtocolMessage and be listed "
        + "on their page in JsiGan.Protocol.");

    public override object FromBinary(byte[] bytes, Type type) => throw new SerializationException(
        $"A message of type {type} was refused: no serializer is bound to it. Run the same version on all nodes.");
}
