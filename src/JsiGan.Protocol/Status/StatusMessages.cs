using MessagePack;

namespace JsiGan.Protocol.Status;

// The status of a run, on request of any node of the cluster.
//
//   any node                                 coordinator
//   StatusQuery --------------------------->
//        <--------------------------------- RunStatus     at any time, also while a generation is being formed
//
// A coordinator that is still reading the run's ledger answers when it has taken over.

/// <summary>A status query or its answer.</summary>
[Union(0, typeof(StatusQuery))]
[Union(1, typeof(RunStatus))]
public interface IStatusMessage : IProtocolMessage;

/// <summary>Asks for the run's status.</summary>
/// <param name="Asker">Address of the node that asks.</param>
[MessagePackObject]
public sealed record StatusQuery([property: Key(0)] string Asker) : IStatusMessage;

/// <summary>The status of a run.</summary>
/// <param name="Phase">One of gathering, preparing, connecting, training, over.</param>
/// <param name="Generation">The generation that is being formed or trains.</param>
/// <param name="Point">The furthest point that a worker reported.</param>
/// <param name="Steps">Steps of the whole run.</param>
/// <param name="PatchesPerSecond">Samples of the global batch per second over the last steps; 0 before the second step.</param>
/// <param name="Workers">The members, those with a rank first and in its order.</param>
/// <param name="Slowest">The slowest worker; empty if it is unknown.</param>
/// <param name="Cause">What makes it the slowest.</param>
[MessagePackObject]
public sealed record RunStatus(
    [property: Key(0)] string Phase,
    [property: Key(1)] GenerationId Generation,
    [property: Key(2)] CommitPoint Point,
    [property: Key(3)] long Steps,
    [property: Key(4)] double PatchesPerSecond,
    [property: Key(5)] IReadOnlyList<WorkerStatus> Workers,
    [property: Key(6)] string Slowest,
    [property: Key(7)] SlownessCause Cause) : IStatusMessage;

/// <summary>What makes a worker the slowest.</summary>
public enum SlownessCause
{
    Unknown,

    /// <summary>It waits for patches.</summary>
    Data,

    /// <summary>It computes.</summary>
    Compute,

    /// <summary>It is the only one that does not wait in a collective.</summary>
    OthersWait,
}

/// <summary>One worker of the run.</summary>
/// <param name="Rank">Its rank in the generation; -1 if it has none.</param>
/// <param name="Point">Its last commit point of this generation; null before the first.</param>
/// <param name="Data">Seconds per step that it waited for patches, mean of the last steps.</param>
/// <param name="Compute">Seconds per step of forward and backward passes, mean of the last steps.</param>
/// <param name="Communication">Seconds per step of all-reduce that the backward pass did not hide, mean of the last steps.</param>
/// <param name="Waiting">The collective it waits in and for how long, as text; empty while it computes.</param>
/// <param name="Silent">Seconds since its last message.</param>
[MessagePackObject]
public sealed record WorkerStatus(
    [property: Key(0)] string Worker,
    [property: Key(1)] string Host,
    [property: Key(2)] string Device,
    [property: Key(3)] int Rank,
    [property: Key(4)] CommitPoint? Point,
    [property: Key(5)] double Data,
    [property: Key(6)] double Compute,
    [property: Key(7)] double Communication,
    [property: Key(8)] string Waiting,
    [property: Key(9)] double Silent);
