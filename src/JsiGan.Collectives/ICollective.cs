namespace JsiGan.Collectives;

/// <summary>
/// All-reduce, broadcast and barrier between the workers of one generation. Every rank makes the same calls with the same counts in the
/// same order; operations run in order on a communication thread, concurrently with the caller. Thread-safe.
/// </summary>
/// <remarks>
/// The first fault (a lost peer, a timeout, <see cref="Abort"/> here or on another rank) breaks the collective for good: the running
/// operation, those that wait and all later ones end in a <see cref="CollectiveException"/>, on every rank that can be reached. What is in
/// the buffer of an operation that failed is undefined. The next generation is a new collective.
/// </remarks>
public interface ICollective : IDisposable
{
    /// <summary>This worker's rank, 0 to <see cref="Size"/> - 1.</summary>
    int Rank { get; }

    /// <summary>The number of workers, at least 1.</summary>
    int Size { get; }

    /// <summary>
    /// Completes when the collective breaks, even while no operation runs; is cancelled by an orderly <see cref="IDisposable.Dispose"/>.
    /// </summary>
    Task<CollectiveException> Broken { get; }

    /// <summary>
    /// Replaces each element by its sum over all ranks: the same bits on every rank and, for the same size and transport, in every run.
    /// </summary>
    /// <param name="data">The buffer, the caller's, in memory that does not move; it must live until the task has ended.</param>
    /// <param name="count">The number of elements, at least 0 and the same on all ranks.</param>
    /// <param name="element"><see cref="ElementType.Float32"/> or <see cref="ElementType.Float64"/>.</param>
    /// <param name="operation">Name, step and timeout.</param>
    /// <returns>Completes when <paramref name="data"/> holds the sums; nothing touches the buffer after that, faults included.</returns>
    Task AllReduceSumAsync(nint data, long count, ElementType element, Operation operation);

    /// <summary>
    /// Replaces the elements by those of rank <paramref name="root"/>. Parameters and result as for <see cref="AllReduceSumAsync"/>.
    /// </summary>
    Task BroadcastAsync(nint data, long count, ElementType element, int root, Operation operation);

    /// <summary>Completes when every rank has reached the barrier.</summary>
    Task BarrierAsync(Operation operation);

    /// <summary>
    /// Breaks the collective here and, with <paramref name="reason"/>, on every other rank. Does not block; the operation that another
    /// thread waits in ends within milliseconds. Does nothing once the collective is broken.
    /// </summary>
    void Abort(string reason);
}
