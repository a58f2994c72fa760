namespace JsiGan.Runtime.Workers;

/// <summary>The workers of a run on this machine, in this process or in child processes.</summary>
public interface IWorkerHost : IAsyncDisposable
{
    /// <summary>Completes when no worker is left and none will be started any more, with the end of the last one.</summary>
    Task<WorkerDeath> Exhausted { get; }

    /// <summary>Process ids of the workers that run in processes of their own, by worker name.</summary>
    IReadOnlyDictionary<string, int> Processes { get; }

    void Start();

    /// <summary>The run is over: starts no worker any more and waits for those that are left.</summary>
    /// <param name="timeout">After it, workers in child processes are killed.</param>
    /// <returns>Whether all ended by themselves.</returns>
    Task<bool> EndAsync(TimeSpan timeout);
}

/// <summary>How a worker ended.</summary>
/// <param name="Worker">Its name.</param>
/// <param name="Code">Its exit code (<see cref="WorkerEnds"/>).</param>
/// <param name="Words">What it wrote to standard error.</param>
/// <param name="Fault">What ended a worker of this process.</param>
public sealed record WorkerDeath(string Worker, int Code, string Words, Exception? Fault = null)
{
    public string How => WorkerEnds.Describe(Code);
}
