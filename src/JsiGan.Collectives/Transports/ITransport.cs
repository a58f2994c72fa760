namespace JsiGan.Collectives.Transports;

/// <summary>
/// Carries out operations, one at a time and waiting for each. Connected when made; <see cref="Abort"/> alone may come from another thread,
/// before <see cref="IDisposable.Dispose"/>, which comes when no operation runs.
/// </summary>
internal interface ITransport : IDisposable
{
    /// <summary>
    /// Called on the thread that asks for an operation: where the buffer's content is still being computed beside that thread (on a GPU),
    /// returns what the operation must wait for; else 0.
    /// </summary>
    nint MarkReady() => 0;

    /// <summary>Gives back a mark other than 0 whose operation will not be run.</summary>
    void Forget(nint ready)
    {
    }

    /// <summary>Replaces each element by its sum over all ranks.</summary>
    /// <exception cref="TransportException">It did not take place.</exception>
    void AllReduceSum(nint data, long count, ElementType element, nint ready, TimeSpan limit);

    /// <summary>Replaces the elements by those of the root.</summary>
    /// <exception cref="TransportException">It did not take place.</exception>
    void Broadcast(nint data, long count, ElementType element, int root, nint ready, TimeSpan limit);

    /// <summary>Returns when every rank has come here.</summary>
    /// <exception cref="TransportException">A rank did not come.</exception>
    void Barrier(TimeSpan limit);

    /// <summary>Ends the running operation and all later ones.</summary>
    void Abort();
}

/// <summary>What a transport knows of a failure; whoever called it adds rank, host and operation.</summary>
internal sealed class TransportException(CollectiveFault fault, int? peer, string message) : Exception(message)
{
    public CollectiveFault Fault => fault;

    public int? Peer => peer;
}
