namespace JsiGan.Collectives;

/// <summary>World size 1: every sum is the value itself, and every operation is complete when its call returns.</summary>
public sealed class LocalCollective : ICollective
{
    private readonly TaskCompletionSource<CollectiveException> _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Rank => 0;

    public int Size => 1;

    public Task<CollectiveException> Broken => _broken.Task;

    public Task AllReduceSumAsync(nint data, long count, ElementType element, Operation operation)
    {
        Arguments.Check(data, count, element, operation);
        Arguments.CheckSum(element);
        return Complete(operation);
    }

    public Task BroadcastAsync(nint data, long count, ElementType element, int root, Operation operation)
    {
        Arguments.Check(data, count, element, operation);
        Arguments.CheckRoot(root, Size);
        return Complete(operation);
    }

    public Task BarrierAsync(Operation operation)
    {
        Arguments.Check(operation);
        return Complete(operation);
    }

    public void Abort(string reason) =>
        _broken.TrySetResult(Aborted($"The collective of one worker was aborted: {reason}"));

    private CollectiveException Aborted(string message) => new(CollectiveFault.Aborted, Rank, null, message);

    public void Dispose() => _broken.TrySetCanceled();

    private Task Complete(Operation operation)
    {
        ObjectDisposedException.ThrowIf(Broken.IsCanceled, this);
        return Broken.IsCompletedSuccessfully
            ? Task.FromException(Aborted($"'{operation.Name}' of step {operation.Step} failed: {Broken.Result.Message}"))
            : Task.CompletedTask;
    }
}
