using JsiGan.Core.Health;

namespace JsiGan.Web.Monitoring;

/// <summary>
/// Runs a check within a time limit. One that does not end is not started again before it has ended, so that probes do not pile up.
/// Thread-safe.
/// </summary>
/// <param name="check">The check.</param>
/// <param name="timeout">The limit.</param>
/// <param name="time">The clock.</param>
internal sealed class BoundedCheck(HealthCheck check, TimeSpan timeout, TimeProvider time)
{
    private readonly Lock _gate = new();
    private Task<string?>? _running;

    public HealthProbes Probes => check.Probes;

    public async Task<HealthResult> RunAsync()
    {
        var fault = await FindFaultAsync().ConfigureAwait(false);
        return new HealthResult(check.Name, fault is null, fault);
    }

    private async Task<string?> FindFaultAsync()
    {
        try
        {
            return await Running().WaitAsync(timeout, time).ConfigureAwait(false);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            return FormattableString.Invariant($"no answer within {timeout.TotalSeconds:0.###} s");
        }
        catch (Exception fault)
        {
            return fault.Message;
        }
    }

    private Task<string?> Running()
    {
        lock (_gate)
        {
            if (_running is not { IsCompleted: false })
                _running = Task.Run(StartAsync);

            return _running;
        }
    }

    private async Task<string?> StartAsync()
    {
        using var limit = new CancellationTokenSource(timeout, time);
        return await check.FindFaultAsync(limit.Token).ConfigureAwait(false);
    }
}
