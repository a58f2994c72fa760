using MessagePack;

namespace JsiGan.Protocol.Status;

// How a run is doing, asked by anybody in the cluster and answered by the coordinator.
//
//   asker                                    coordinator
//   StatusQuery --------------------------->
//        <--------------------------------- RunStatus     at any time, also while a generation is being formed
//
// A coordinator that is still reading the run's history answers once it has taken over.

/// <summary>The question and its answer.</summary>
[Union(0, typeof(StatusQuery))]
[Union(1, typeof(RunStatus))]
public interface IStatusMessage;

/// <summary>How is the run doing?</summary>
/// <param name="Asker">Who asks, for the coordinator's log.</param>
[MessagePackObject]
public sealed record StatusQuery([property: Key(0)] string Asker) : IStatusMessage;

/// <summary>How the run is doing.</summary>
/// <param name="Phase">One of gathering, preparing, connecting, training, over.</param>
/// <param name="Generation">The generation that is being formed or trains.</param>
/// <param name="Point">The furthest point that a worker told of.</param>
/// <param name="Steps">Steps of the whole run.</param>
/// <param name="PatchesPerSecond">Samples of the global batch a second over the last steps; 0 before the second one.</param>
/// <param name="Workers">The members, those with a rank first and in its order.</param>
/// <param name="Slowest">The worker that the others wait for; empty when that cannot be told.</param>
/// <param name="Why">What makes it the slowest, in words.</param>
[MessagePackObject]
public sealed record RunStatus(
    [property: Key(0)] string Phase,
    [property: Key(1)] GenerationId Generation,
    [property: Key(2)] CommitPoint Point,
    [property: Key(3)] long Steps,
    [property: Key(4)] double PatchesPerSecond,
    [property: Key(5)] IReadOnlyList<WorkerStatus> Workers,
    [property: Key(6)] string Slowest,
    [property: Key(7)] string Why) : IStatusMessage;

/// <summary>One worker of the run.</summary>
/// <param name="Rank">Its place in the generation; -1 while it has none.</param>
/// <param name="Point">How far it has come in this generation; null before its first update.</param>
/// <param name="Data">Seconds that a step waited for patches, mean of the last steps.</param>
/// <param name="Compute">Seconds of forward and backward passes, likewise.</param>
/// <param name="Communication">Seconds of all-reduce that were not hidden, likewise.</param>
/// <param name="Waiting">The collective it waits in and for how long, in words; empty when it computes.</param>
/// <param name="Silent">Seconds since it spoke last.</param>
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
