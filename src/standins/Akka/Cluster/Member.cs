using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Cluster;

public enum MemberStatus
{
    Joining,
    Up,
    Leaving,
    Exiting,
    Down,
    Removed,
    WeaklyUp,
}

/// <summary>One incarnation of a node.</summary>
public sealed record UniqueAddress(Address Address, int Uid);

/// <summary>A node of the cluster.</summary>
public sealed class Member : IEquatable<Member>
{
    internal Member(UniqueAddress uniqueAddress, int upNumber, MemberStatus status, ImmutableHashSet<string> roles)
    {
        (UniqueAddress, UpNumber, Status, Roles) = (uniqueAddress, upNumber, status, roles);
    }

    public UniqueAddress UniqueAddress { get; }

    public Address Address => UniqueAddress.Address;

    public MemberStatus Status { get; }

    public ImmutableHashSet<string> Roles { get; }

    internal int UpNumber { get; }

    public bool HasRole(string role) => Roles.Contains(role);

    public bool IsOlderThan(Member other) => UpNumber < other.UpNumber;

    public bool Equals(Member? other) => other is not null && UniqueAddress == other.UniqueAddress;

    public override bool Equals(object? obj) => Equals(obj as Member);

    public override int GetHashCode() => UniqueAddress.GetHashCode();

    public override string ToString() =>
        $"Member(address = {Address}, Uid={UniqueAddress.Uid} status = {Status}, role=[{string.Join(',', Roles)}], upNumber={UpNumber})";
}
