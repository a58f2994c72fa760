namespace Akka.Cluster.Singletons;

/// <summary>The nodes of a role in the order of joining.</summary>
internal sealed class OldestFirst(string? role)
{
    private readonly List<Member> _members = [];

    public Member? Oldest => _members.MinBy(m => m.UpNumber);

    /// <summary>True when there may be another oldest now.</summary>
    public bool Apply(ClusterEvent.IMemberEvent change)
    {
        if (!string.IsNullOrEmpty(role) && !change.Member.HasRole(role))
            return false;
        _members.Remove(change.Member);
        if (change is ClusterEvent.MemberUp)
            _members.Add(change.Member);
        return true;
    }
}
