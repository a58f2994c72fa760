using MessagePack;

namespace JsiGan.Protocol.Runs;

// The protocol of a run, between the coordinator (one a cluster) and its workers (one a process, one device each).
//
//   worker                                   coordinator
//   Join ---------------------------------->             what I am and how far I have come
//        <--------------------------------- Prepare      a new generation: abort the collective, send your rendezvous
//   Prepared ------------------------------>             my addresses, and how far I came
//        <--------------------------------- Connect      everybody's addresses, your rank, who has the newest weights
//   Connected ----------------------------->             connected, weights agreed on, training
//   Alive, Committed ---------------------->             every second and every update
//   StepMeasured, EpochMeasured,
//   StageMeasured ------------------------->             losses and scores, the same from every worker (Measurements.cs)
//   Failed -------------------------------->             the collective broke, or I did
//        <--------------------------------- Stop         the run is over
//        <--------------------------------- Refused      you cannot take part, and why
//        <--------------------------------- Rejoin       I do not know you (any more): say Join again
//
// Messages of a generation that is not the receiver's current one are dropped. Gradients and weights never travel here.

/// <summary>What a worker tells the coordinator.</summary>
[Union(0, typeof(Join))]
[Union(1, typeof(Prepared))]
[Union(2, typeof(Connected))]
[Union(3, typeof(Alive))]
[Union(4, typeof(Committed))]
[Union(5, typeof(Failed))]
[Union(6, typeof(Leave))]
[Union(7, typeof(StepMeasured))]
[Union(8, typeof(EpochMeasured))]
[Union(9, typeof(StageMeasured))]
public interface IWorkerMessage
{
    string Worker { get; }
}

/// <summary>What the coordinator tells a worker.</summary>
[Union(0, typeof(Prepare))]
[Union(1, typeof(Connect))]
[Union(2, typeof(Stop))]
[Union(3, typeof(Refused))]
[Union(4, typeof(Rejoin))]
public interface ICoordinatorMessage;

/// <summary>A worker offers itself.</summary>
/// <param name="Worker">Unique for each process; a restarted worker is another one.</param>
/// <param name="Host">Name of its machine.</param>
/// <param name="Device">Its device, as <c>cpu</c> or <c>cuda:0</c>.</param>
/// <param name="Version">The program's version: all of a run are of one.</param>
/// <param name="Recipe">Hash of its recipe: all of a run have the same.</param>
/// <param name="Generation">The last generation it was in.</param>
/// <param name="Run">Name of the run that it keeps checkpoints of; empty where the run is a folder's.</param>
[MessagePackObject]
public sealed record Join(
    [property: Key(0)] string Worker,
    [property: Key(1)] string Host,
    [property: Key(2)] string Device,
    [property: Key(3)] string Version,
    [property: Key(4)] string Recipe,
    [property: Key(5)] GenerationId Generation,
    [property: Key(6)] string Run = "") : IWorkerMessage;

/// <summary>A worker has left its former generation and can be reached at <paramref name="Rendezvous"/>.</summary>
/// <param name="Weights">The weights that it holds; null when it has none.</param>
[MessagePackObject]
public sealed record Prepared(
    [property: Key(0)] string Worker,
    [property: Key(1)] GenerationId Generation,
    [property: Key(2)] byte[] Rendezvous,
    [property: Key(3)] Weights? Weights) : IWorkerMessage;

/// <summary>A worker is connected to all others, has the newest weights, and trains.</summary>
[MessagePackObject]
public sealed record Connected([property: Key(0)] string Worker, [property: Key(1)] GenerationId Generation) : IWorkerMessage;

/// <summary>A worker's actor lives, whatever its training thread waits for.</summary>
/// <param name="Point">How far it has come in this generation (the last <see cref="Committed"/> may have been lost); null before it
///     trains.</param>
/// <param name="Waiting">The collective it waits in and for how long, in words; empty when it computes.</param>
[MessagePackObject]
public sealed record Alive(
    [property: Key(0)] string Worker,
    [property: Key(1)] GenerationId Generation,
    [property: Key(2)] CommitPoint? Point,
    [property: Key(3)] string Waiting) : IWorkerMessage;

/// <summary>A worker has done an update.</summary>
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

/// <summary>A worker cannot go on in this generation.</summary>
/// <param name="Reason">Names rank, host, operation and step.</param>
/// <param name="Fatal">True when the worker itself is broken (out of memory, a fault in its code) and must not be asked again.</param>
[MessagePackObject]
public sealed record Failed(
    [property: Key(0)] string Worker,
    [property: Key(1)] GenerationId Generation,
    [property: Key(2)] string Reason,
    [property: Key(3)] bool Fatal) : IWorkerMessage;

/// <summary>A worker goes of its own accord.</summary>
[MessagePackObject]
public sealed record Leave([property: Key(0)] string Worker) : IWorkerMessage;

/// <summary>Leave the generation you are in, whatever you wait for, and tell where you can be reached.</summary>
[MessagePackObject]
public sealed record Prepare([property: Key(0)] GenerationId Generation) : ICoordinatorMessage;

/// <summary>One worker of a generation; its place in the roster is its rank.</summary>
[MessagePackObject]
public sealed record Seat([property: Key(0)] string Worker, [property: Key(1)] string Host, [property: Key(2)] byte[] Rendezvous);

/// <summary>Connect to these, take the source's weights, and train.</summary>
/// <param name="Source">Rank whose weights all take.</param>
/// <param name="Point">Where the generation starts.</param>
/// <param name="Restore">True when nobody has weights of that point: the source makes them from the seed or from the stored
///     checkpoint.</param>
[MessagePackObject]
public sealed record Connect(
    [property: Key(0)] GenerationId Generation,
    [property: Key(1)] IReadOnlyList<Seat> Roster,
    [property: Key(2)] int Source,
    [property: Key(3)] CommitPoint Point,
    [property: Key(4)] bool Restore) : ICoordinatorMessage;

/// <summary>The run is over.</summary>
/// <param name="Generation">The coordinator's last: workers that obey a later coordinator do not stop for an old one.</param>
/// <param name="Finished">True when every step is done, false when it was stopped before.</param>
/// <param name="Keeper">The worker that stores what it has trained before it ends; empty when none has anything.</param>
[MessagePackObject]
public sealed record Stop(
    [property: Key(0)] GenerationId Generation,
    [property: Key(1)] bool Finished,
    [property: Key(2)] string Reason,
    [property: Key(3)] string Keeper) : ICoordinatorMessage;

/// <summary>This worker cannot take part; the reason names both sides.</summary>
[MessagePackObject]
public sealed record Refused([property: Key(0)] string Reason) : ICoordinatorMessage;

/// <summary>The coordinator does not know the worker, or gave it up: it is welcome to join again.</summary>
[MessagePackObject]
public sealed record Rejoin([property: Key(0)] string Reason) : ICoordinatorMessage;
