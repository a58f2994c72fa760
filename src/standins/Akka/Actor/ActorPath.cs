using System.Globalization;

namespace Akka.Actor;

/// <summary>
/// An actor's place: the address of its system, its names from the root down, and the number that tells incarnations apart.
/// </summary>
public class ActorPath : IEquatable<ActorPath>
{
    internal ActorPath(Address address, string elements, long uid)
    {
        (Address, Elements, Uid) = (address, elements, uid);
    }

    public Address Address { get; }

    public long Uid { get; }

    public string Name => Elements[(Elements.LastIndexOf('/') + 1)..];

    internal string Elements { get; }

    public static ActorPath operator /(ActorPath path, string name) => new(path.Address, $"{path.Elements}/{name.TrimStart('/')}", 0);

    /// <summary>Reads what <see cref="ToSerializationFormat"/> wrote.</summary>
    public static ActorPath Parse(string path)
    {
        var slash = path.IndexOf('/', path.IndexOf("://", StringComparison.Ordinal) + 3);
        var hash = path.LastIndexOf('#');
        var uid = hash < 0 ? 0 : long.Parse(path.AsSpan(hash + 1), CultureInfo.InvariantCulture);
        return new ActorPath(Address.Parse(path[..slash]), hash < 0 ? path[slash..] : path[slash..hash], uid);
    }

    public string ToStringWithoutAddress() => Elements;

    public string ToSerializationFormat() => Uid == 0 ? ToString() : $"{this}#{Uid}";

    public override string ToString() => $"{Address}{Elements}";

    public bool Equals(ActorPath? other) => other is not null && Elements == other.Elements && Address == other.Address;

    public override bool Equals(object? obj) => Equals(obj as ActorPath);

    public override int GetHashCode() => HashCode.Combine(Elements, Address);
}

/// <summary>The root of a system's paths.</summary>
public sealed class RootActorPath(Address address) : ActorPath(address, "", 0);
