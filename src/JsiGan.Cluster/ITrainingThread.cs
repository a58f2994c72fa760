using JsiGan.Protocol.Runs;
using JsiGan.Protocol.Workers;

namespace JsiGan.Cluster;

/// <summary>
/// Trains in a worker process, on its own thread. The methods do not block; results are reported to the callback of <see cref="Start"/>,
/// from any thread.
/// </summary>
public interface ITrainingThread : IDisposable
{
    /// <summary>Called once, before all other methods.</summary>
    void Start(Action<WorkerEvent> report);

    /// <summary>
    /// Aborts the collective, leaves the generation and opens a new rendezvous; answered by <see cref="WorkerEvent.Regrouped"/>.
    /// </summary>
    void Regroup(GenerationId generation);

    /// <summary>
    /// Connects to the roster, receives the source's weights and trains; answered by <see cref="WorkerEvent.Entered"/>, then by updates.
    /// </summary>
    void Enter(Connect connect, int rank);

    /// <summary>
    /// Leaves the collective and stops training; with <paramref name="saveCheckpoint"/>, saves a checkpoint first. Completes when done.
    /// </summary>
    Task FinishAsync(bool saveCheckpoint);

    /// <summary>The collective that the thread waits in and for how long, as text; empty while it computes.</summary>
    string Waiting { get; }
}
