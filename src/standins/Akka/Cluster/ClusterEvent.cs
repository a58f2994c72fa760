using System.Collections.Immutable;

namespace Akka.Cluster;

/// <summary>What happens to the cluster's membership.</summary>
public static class ClusterEvent
{
    public enum SubscriptionInitialStateMode
    {
        InitialStateAsSnapshot,
        InitialStateAsEvents,
    }

    public static readonly SubscriptionInitialStateMode InitialStateAsSnapshot = SubscriptionInitialStateMode.InitialStateAsSnapshot;

    public static readonly SubscriptionInitialStateMode InitialStateAsEvents = SubscriptionInitialStateMode.InitialStateAsEvents;

    public interface IClusterDomainEvent;

    public interface IMemberEvent : IClusterDomainEvent
    {
        Member Member { get; }
    }

    public sealed class CurrentClusterState
    {
        internal CurrentClusterState(ImmutableSortedSet<Member> members) => Members = members;

        public ImmutableSortedSet<Member> Members { get; }
    }

    public abstract class MemberStatusChange(Member member) : IMemberEvent
    {
        public Member Member { get; } = member;
    }

    public interface IReachabilityEvent : IClusterDomainEvent;

    /// <summary>Subscribed to, and never told here: who is not reachable is removed at once.</summary>
    public abstract class ReachabilityEvent(Member member) : IReachabilityEvent
    {
        public Member Member { get; } = member;
    }

    public sealed class UnreachableMember(Member member) : ReachabilityEvent(member);

    public sealed class ReachableMember(Member member) : ReachabilityEvent(member);

    public sealed class MemberUp(Member member) : MemberStatusChange(member);

    public sealed class MemberRemoved(Member member, MemberStatus previousStatus) : MemberStatusChange(member)
    {
        public MemberStatus PreviousStatus { get; } = previousStatus;
    }
}
