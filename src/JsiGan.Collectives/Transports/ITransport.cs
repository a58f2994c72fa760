namespace JsiGan.Collectives.Transports;

/// <summary>
/// Runs operations one at a time, blocking. Connected when constructed. Only <see cref="Abort"/> may be called from another thread, and
/// only before <see cref="IDisposable.Dispose"/>, which is called when no operation runs.
/// </summary>
internal interface ITransport : IDisposable
{
    /// <summary>
    /// Called on the thread that queues an operation: on a GPU, where the buffer's content may still be computed, returns an event that the
    /// operation must wait for; else 0.
    /// </summary>
    nint MarkReady() => 0;

    /// <summary>Frees a mark other than 0 whose operation will not run.</summary>
    void Forget(nint ready)
    {
    }

    /// <summary>Replaces each element by its sum over all ranks.</summary>
    /// <exception cref="TransportException">It failed.</exception>
    void AllReduceSum(nint data, long count, ElementType element, nint ready, TimeSpan timeout);

    /// <summary>Replaces the elements by those of the root.</summary>
    /// <exception cref="TransportException">It failed.</exception>
    void Broadcast(nint data, long count, ElementType element, int root, nint ready, TimeSpan timeout);

    /// <summary>Returns when every rank has reached the barrier.</summary>
    /// <exception cref="TransportException">A rank did not arrive.</exception>
    void Barrier(TimeSpan timeout);

    /// <summary>Ends the running operation and all later ones.</summary>
    void Abort();
}

/// <summary>A failure as the transport sees it; the caller adds rank, host and operation.</summary>
internal sealed class TransportException(CollectiveFault fault, int? peer, string message) : Exception(message)
{
    public CollectiveFault Fault => fault;

    public int? Peer => peer;
}
