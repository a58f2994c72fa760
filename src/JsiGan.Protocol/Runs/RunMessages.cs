using MessagePack;

namespace JsiGan.Protocol.Runs;

// The protocol of a run, between the coordinator (one per cluster) and its workers (one per process, with one device each).
//
//   worker                                   coordinator
//   JoinRequest --------------------------->             identity, version, recipe, last generation
//        <--------------------------------- Prepare      next generation: abort the collective, send your rendezvous
//   Prepared ------------------------------>             addresses, and the version of the weights held
//        <--------------------------------- Connect      the roster with all addresses and ranks, and who has the newest weights
//   Connected ----------------------------->             connected, weights received, training
//   Alive, Committed ---------------------->             heartbeat every second; every update
//   StepMeasured, EpochMeasured,
//   StageMeasured, CheckpointSaved,
//   CheckpointFailed, StepTimed ----------->             losses, scores and checkpoints from rank 0, times from each rank
//   Failed -------------------------------->             a collective failed, or the worker did
//        <--------------------------------- Stop         the run is over
//        <--------------------------------- Refused      the worker cannot take part, with the reason
//        <--------------------------------- Rejoin       unknown worker: send JoinRequest again
//
// Messages of a generation other than the receiver's current one are dropped. Gradients and weights never travel here.

/// <summary>A message from a worker to the coordinator.</summary>
[Union(0, typeof(JoinRequest))]
[Union(1, typeof(Prepared))]
[Union(2, typeof(Connected))]
[Union(3, typeof(Alive))]
[Union(4, typeof(Committed))]
[Union(5, typeof(Failed))]
[Union(6, typeof(Leave))]
[Union(7, typeof(StepMeasured))]
[Union(8, typeof(EpochMeasured))]
[Union(9, typeof(StageMeasured))]
[Union(10, typeof(StepTimed))]
[Union(11, typeof(CheckpointSaved))]
[Union(12, typeof(CheckpointFailed))]
public interface IWorkerMessage : IProtocolMessage
{
    string Worker { get; }
}

/// <summary>A message from the coordinator to a worker.</summary>
[Union(0, typeof(Prepare))]
[Union(1, typeof(Connect))]
[Union(2, typeof(Stop))]
[Union(3, typeof(Refused))]
[Union(4, typeof(Rejoin))]
public interface ICoordinatorMessage : IProtocolMessage;

/// <summary>A worker asks to take part.</summary>
/// <param name="Worker">Unique for each process; a restarted worker is another one.</param>
/// <param name="Host">Name of its machine.</param>
/// <param name="Device">Its device, as <c>cpu</c> or <c>cuda:0</c>.</param>
/// <param name="Version">The program's version; must be the coordinator's.</param>
/// <param name="Recipe">Hash of its recipe; must be the coordinator's.</param>
/// <param name="Generation">The last generation it was in.</param>
/// <param name="Run">Name of the run whose checkpoints it writes; empty if the run is stored in a folder.</param>
[MessagePackObject]
public sealed record JoinRequest(
    [property: Key(0)] string Worker,
    [property: Key(1)] string Host,
    [property: Key(2)] string Device,
    [property: Key(3)] string Version,
    [property: Key(4)] string Recipe,
    [property: Key(5)] GenerationId Generation,
    [property: Key(6)] string Run = "") : IWorkerMessage;

/// <summary>A worker has left its former generation and can be reached at <paramref name="Rendezvous"/>.</summary>
/// <param name="Weights">The weights that it holds; null if it has none.</param>
[MessagePackObject]
public sealed record Prepared(
    [property: Key(0)] string Worker,
    [property: Key(1)] GenerationId Generation,
    [property: Key(2)] byte[] Rendezvous,
    [property: Key(3)] WeightsVersion? Weights) : IWorkerMessage;

/// <summary>A worker is connected to all others, has the newest weights, and trains.</summary>
[MessagePackObject]
public sealed record Connected([property: Key(0)] string Worker, [property: Key(1)] GenerationId Generation) : IWorkerMessage;

/// <summary>Heartbeat of a worker's actor, independent of what its training thread does.</summary>
/// <param name="Point">
/// The last commit point of this generation (<see cref="Committed"/> may have been lost); null before it trains.
/// </param>
/// <param name="Waiting">The collective it waits in and for how long, as text; empty while it computes.</param>
[MessagePackObject]
public sealed record Alive(
    [property: Key(0)] string Worker,
    [property: Key(1)] GenerationId Generation,
    [property: Key(2)] CommitPoint? Point,
    [property: Key(3)] string Waiting) : IWorkerMessage;

/// <summary>A worker has applied an update.</summary>
/// <param name="Data">Seconds that the step waited for patches.</param>
/// <param name="Compute">Seconds of forward and backward passes.</param>
/// <param name="Communication">Seconds of all-reduce that the backward pass did not hide.</param>
[MessagePackObject]
public sealed record Committed(
    [property: Key(0)] string Worker,
    [property: Key(1)] GenerationId Generation,
    [property: Key(2)] CommitPoint Point,
    [property: Key(3)] double Data,
    [property: Key(4)] double Compute,
    [property: Key(5)] double Communication) : IWorkerMessage;

/// <summary>A worker cannot continue in this generation.</summary>
/// <param name="Reason">Names rank, host, operation and step.</param>
/// <param name="Fatal">Whether the failure is the worker's own (out of memory, an exception in its code): it will not join again.</param>
[MessagePackObject]
public sealed record Failed(
    [property: Key(0)] string Worker,
    [property: Key(1)] GenerationId Generation,
    [property: Key(2)] string Reason,
    [property: Key(3)] bool Fatal) : IWorkerMessage;

/// <summary>A worker leaves by its own decision.</summary>
[MessagePackObject]
public sealed record Leave([property: Key(0)] string Worker) : IWorkerMessage;

/// <summary>Leave the current generation, aborting its collectives, and answer with a new rendezvous.</summary>
[MessagePackObject]
public sealed record Prepare([property: Key(0)] GenerationId Generation) : ICoordinatorMessage;

/// <summary>One worker of a generation; its index in the roster is its rank.</summary>
[MessagePackObject]
public sealed record RosterEntry([property: Key(0)] string Worker, [property: Key(1)] string Host, [property: Key(2)] byte[] Rendezvous);

/// <summary>Connect to the roster, receive the source's weights, and train.</summary>
/// <param name="Source">The rank that broadcasts its weights.</param>
/// <param name="Point">The commit point that the generation starts from.</param>
/// <param name="Restore">
/// Whether no worker has weights of that point: the source then initializes them from the seed or restores the stored checkpoint.
/// </param>
[MessagePackObject]
public sealed record Connect(
    [property: Key(0)] GenerationId Generation,
    [property: Key(1)] IReadOnlyList<RosterEntry> Roster,
    [property: Key(2)] int Source,
    [property: Key(3)] CommitPoint Point,
    [property: Key(4)] bool Restore) : ICoordinatorMessage;

/// <summary>The run is over.</summary>
/// <param name="Generation">The coordinator's last; workers that follow a later coordinator ignore the message.</param>
/// <param name="Finished">True if every step is done, false if the run was stopped before.</param>
/// <param name="FinalCheckpointWriter">The worker that saves a checkpoint before it ends; empty if none has weights.</param>
[MessagePackObject]
public sealed record Stop(
    [property: Key(0)] GenerationId Generation,
    [property: Key(1)] bool Finished,
    [property: Key(2)] string Reason,
    [property: Key(3)] string FinalCheckpointWriter) : ICoordinatorMessage;

/// <summary>The worker cannot take part; the reason names both sides.</summary>
[MessagePackObject]
public sealed record Refused([property: Key(0)] string Reason) : ICoordinatorMessage;

/// <summary>The coordinator does not know the worker, or has given it up; it may join again.</summary>
[MessagePackObject]
public sealed record Rejoin([property: Key(0)] string Reason) : ICoordinatorMessage;
