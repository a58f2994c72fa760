namespace JsiGan.Collectives;

/// <summary>Why a collective broke.</summary>
public enum CollectiveFault
{
    /// <summary>A peer's connections closed unexpectedly: its process ended.</summary>
    PeerLost,

    /// <summary>A peer aborted and sent the reason.</summary>
    PeerAborted,

    /// <summary>A peer left orderly while operations were still queued here.</summary>
    PeerLeft,

    /// <summary>A peer did not take part within the operation's timeout.</summary>
    TimedOut,

    /// <summary><see cref="ICollective.Abort"/> was called here.</summary>
    Aborted,

    /// <summary>The ranks disagree about operations, version or group.</summary>
    Disagreement,

    /// <summary>The transport failed.</summary>
    Transport,
}

/// <summary>An operation failed. The message names rank, host, operation and step, and the failed peer if known.</summary>
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

    /// <summary>The failed rank, if known.</summary>
    public int? Peer { get; }
}
