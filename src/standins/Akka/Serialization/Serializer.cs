using Akka.Actor;

namespace Akka.Serialization;

/// <summary>Makes bytes of messages. Its constructor takes the system.</summary>
public abstract class Serializer(ExtendedActorSystem system)
{
    protected readonly ExtendedActorSystem system = system;

    /// <summary>Names the serializer on the wire.</summary>
    public virtual int Identifier => throw new NotSupportedException($"{GetType()} does not say its Identifier.");

    public abstract bool IncludeManifest { get; }

    public abstract byte[] ToBinary(object obj);

    public abstract object FromBinary(byte[] bytes, Type type);
}

/// <summary>A serializer that names types by texts of its own.</summary>
public abstract class SerializerWithStringManifest(ExtendedActorSystem system) : Serializer(system)
{
    public sealed override bool IncludeManifest => true;

    public sealed override object FromBinary(byte[] bytes, Type type) =>
        throw new NotSupportedException($"{GetType()} reads by manifest, not by type ({type}).");

    public abstract object FromBinary(byte[] bytes, string manifest);

    public abstract string Manifest(object o);
}
