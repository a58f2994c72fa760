using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster;

namespace Akka.Wire;

/// <summary>Members as bytes.</summary>
internal static class MemberList
{
    public static byte[] ToBytes(IReadOnlyCollection<Member> members)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(members.Count);
        foreach (var member in members)
        {
            writer.Write(member.Address.ToString());
            writer.Write(member.UniqueAddress.Uid);
            writer.Write(member.UpNumber);
            writer.Write(string.Join('\n', member.Roles));
        }
        writer.Flush();
        return stream.ToArray();
    }

    public static IReadOnlyList<Member> Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var members = new List<Member>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var unique = new UniqueAddress(Address.Parse(reader.ReadString()), reader.ReadInt32());
            var upNumber = reader.ReadInt32();
            var roles = reader.ReadString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            members.Add(new Member(unique, upNumber, MemberStatus.Up, [.. roles]));
        }
        return members;
    }

    /// <summary>The same node with its place in the order of joining.</summary>
    public static Member Numbered(Member member, int upNumber) => new(member.UniqueAddress, upNumber, MemberStatus.Up, member.Roles);

    public static Member Self(UniqueAddress unique, IEnumerable<string> roles) =>
        new(unique, 0, MemberStatus.Up, roles.ToImmutableHashSet());
}
