namespace JsiGan.Runtime.Workers;

/// <summary>The workers of a run on this machine, in this process or in child processes.</summary>
public interface IWorkerHost : IAsyncDisposable
{
    /// <summary>Completes with the last worker's end when none is left and none will be started.</summary>
    Task<WorkerDeath> Exhausted { get; }

    /// <summary>Process ids of the workers in child processes, by worker name.</summary>
    IReadOnlyDictionary<string, int> Processes { get; }

    void Start();

    /// <summary>Ends the host: starts no more workers and waits for the remaining ones.</summary>
    /// <param name="timeout">After it, workers in child processes are killed.</param>
    /// <returns>Whether no worker had to be killed.</returns>
    Task<bool> EndAsync(TimeSpan timeout);
}

/// <summary>How a worker ended.</summary>
/// <param name="Worker">Its name.</param>
/// <param name="Code">Its exit code (<see cref="WorkerEnds"/>).</param>
/// <param name="Words">Its standard error.</param>
/// <param name="Fault">The exception that ended a worker of this process.</param>
public sealed record WorkerDeath(string Worker, int Code, string Words, Exception? Fault = null)
{
    public string How => WorkerEnds.Describe(Code);
}
