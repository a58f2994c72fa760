namespace JsiGan.Collectives;

/// <summary>Why a collective broke.</summary>
public enum CollectiveFault
{
    /// <summary>A peer's connections closed without a word: its process ended.</summary>
    PeerLost,

    /// <summary>A peer gave up and said why.</summary>
    PeerAborted,

    /// <summary>A peer left in good order while another operation was still asked for.</summary>
    PeerLeft,

    /// <summary>A peer did not take part within the operation's limit.</summary>
    TimedOut,

    /// <summary><see cref="ICollective.Abort"/> was called here.</summary>
    Aborted,

    /// <summary>The ranks do not fit together: other operations, another version, another group.</summary>
    Disagreement,

    /// <summary>The transport failed for a reason of its own, which the message carries.</summary>
    Transport,
}

/// <summary>
/// An operation did not take place. The message names rank, host, operation and step, and the peer where one is to blame.
/// </summary>
public sealed class CollectiveException : Exception
{
    internal CollectiveException(CollectiveFault fault, int rank, int? peer, string message, Exception? cause = null)
        : base(message, cause)
    {
        Fault = fault;
        Rank = rank;
        Peer = peer;
    }

    public CollectiveFault Fault { get; }

    /// <summary>The rank on which this was thrown.</summary>
    public int Rank { get; }

    /// <summary>The rank to blame, where that is known.</summary>
    public int? Peer { get; }
}
