using JsiGan.Collectives;

namespace JsiGan.Training.Tests.Distributed;

/// <summary>Counts the operations that one rank asks for, on all its collectives together, and breaks them at a chosen one.</summary>
internal sealed class OperationCounter(long failsAt)
{
    private long _count;

    public long Count => _count;

    public bool Fails() => ++_count == failsAt;
}

/// <summary>A collective that is broken off when its counter says so.</summary>
internal sealed class FailingCollective(ICollective inner, OperationCounter counter) : ICollective
{
    public int Rank => inner.Rank;

    public int Size => inner.Size;

    public Task<CollectiveException> Broken => inner.Broken;

    public Task AllReduceSumAsync(nint data, long count, ElementType element, Operation operation)
    {
        Count(operation);
        return inner.AllReduceSumAsync(data, count, element, operation);
    }

    public Task BroadcastAsync(nint data, long count, ElementType element, int root, Operation operation)
    {
        Count(operation);
        return inner.BroadcastAsync(data, count, element, root, operation);
    }

    public Task BarrierAsync(Operation operation)
    {
        Count(operation);
        return inner.BarrierAsync(operation);
    }

    public void Abort(string reason) => inner.Abort(reason);

    public void Dispose() => inner.Dispose();

    private void Count(Operation operation)
    {
        if (counter.Fails())
            inner.Abort($"the test breaks '{operation.Name}' of step {operation.Step}");
    }
}
