using System.Globalization;
using JsiGan.Collectives.Transports;

namespace JsiGan.Collectives.Distributed;

/// <summary>A queued operation and the task that its caller awaits.</summary>
internal abstract class Request(nint ready, Operation operation)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Done => _done.Task;

    public Operation Operation => operation;

    /// <summary>The transport's mark, see <see cref="ITransport.MarkReady"/>.</summary>
    public nint Ready => ready;

    /// <summary>As in <c>All-reduce 'generator bucket 3' (28750000 float32) of step 17</c>.</summary>
    public string Description =>
        string.Create(CultureInfo.InvariantCulture, $"{Kind} '{operation.Name}'{Size} of step {operation.Step}");

    protected abstract string Kind { get; }

    protected virtual string Size => "";

    /// <summary>Runs it.</summary>
    /// <exception cref="TransportException">It failed.</exception>
    public abstract void Run(ITransport transport);

    public void Succeed() => _done.TrySetResult();

    public void Fail(CollectiveException fault) => _done.TrySetException(fault);
}

internal sealed class AllReduceRequest(nint data, long count, ElementType element, nint ready, Operation operation)
    : Request(ready, operation)
{
    protected override string Kind => "All-reduce";

    protected override string Size => $" ({count} {element.Label()})";

    public override void Run(ITransport transport) => transport.AllReduceSum(data, count, element, Ready, Operation.Timeout);
}

internal sealed class BroadcastRequest(nint data, long count, ElementType element, int root, nint ready, Operation operation)
    : Request(ready, operation)
{
    protected override string Kind => "Broadcast";

    protected override string Size => $" ({count} {element.Label()} of rank {root})";

    public override void Run(ITransport transport) => transport.Broadcast(data, count, element, root, Ready, Operation.Timeout);
}

internal sealed class BarrierRequest(Operation operation) : Request(0, operation)
{
    protected override string Kind => "Barrier";

    public override void Run(ITransport transport) => transport.Barrier(Operation.Timeout);
}
