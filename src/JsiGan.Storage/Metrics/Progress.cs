namespace JsiGan.Storage.Metrics;

/// <summary>A monotonic counter to wait for.</summary>
internal sealed class Progress
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _reached;

    public void Reached(long number)
    {
        lock (_gate)
        {
            if (number > _reached)
            {
                _reached = number;
                _next.SetResult();
                _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    public async Task ReachAsync(long number, CancellationToken token)
    {
        while (true)
        {
            Task next;
            lock (_gate)
            {
                if (_reached >= number)
                    return;

                next = _next.Task;
            }

            await next.WaitAsync(token);
        }
    }
}
