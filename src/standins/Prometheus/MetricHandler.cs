namespace Prometheus;

/// <summary>A metric server's life: started once, stopped once.</summary>
public abstract class MetricHandler : IMetricServer
{
    private CancellationTokenSource? _stopping = new();
    private Task? _running;

    public IMetricServer Start()
    {
        if (_running is not null)
        {
            throw new InvalidOperationException("The metric server has already been started.");
        }

        if (_stopping is null)
        {
            throw new InvalidOperationException("The metric server has already been stopped. Create a new one to start it again.");
        }

        _running = StartServer(_stopping.Token);
        return this;
    }

    /// <summary>Stops the server, and throws what it failed with, if it did.</summary>
    public async Task StopAsync()
    {
        _stopping?.Cancel();
        try
        {
            await (_running ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // This is how a server may end when its token is cancelled.
        }
        finally
        {
            _stopping?.Dispose();
            _stopping = null;
        }
    }

    public void Stop() => StopAsync().GetAwaiter().GetResult();

    public void Dispose() => Stop();

    /// <summary>Is serving when it returns; the task ends when the token is cancelled.</summary>
    protected abstract Task StartServer(CancellationToken cancel);
}
