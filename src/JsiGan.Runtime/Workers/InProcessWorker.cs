using JsiGan.Cluster.Hosting;

namespace JsiGan.Runtime.Workers;

/// <summary>The only worker of a run, in the coordinator's process. It is not restarted, since it would fail again.</summary>
internal sealed class InProcessWorker(WorkerSetup setup, string device, IRunNode node) : IWorkerHost
{
    private readonly TaskCompletionSource<WorkerDeath> _exhausted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _over = new();
    private Task _life = Task.CompletedTask;

    public Task<WorkerDeath> Exhausted => _exhausted.Task;

    public IReadOnlyDictionary<string, int> Processes { get; } = new Dictionary<string, int>();

    public void Start() => _life = LiveAsync();

    /// <summary>Waits without a timeout: there is no process to kill, and it may still save.</summary>
    public async Task<bool> EndAsync(TimeSpan timeout)
    {
        await _life.ConfigureAwait(false);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync().ConfigureAwait(false);
        await _life.ConfigureAwait(false);
        _over.Dispose();
    }

    private async Task LiveAsync()
    {
        try
        {
            var outcome = await WorkerProcess.TrainAsync(setup, device, () => Task.FromResult(node), _over.Token).ConfigureAwait(false);
            if (outcome.Code != 0)
                _exhausted.SetResult(new WorkerDeath(setup.Name, outcome.Code, outcome.Words, outcome.Fault));
        }
        catch (Exception fault)
        {
            _exhausted.SetResult(new WorkerDeath(setup.Name, WorkerEnds.Bug, fault.Message, fault));
        }
    }
}
