using JsiGan.Protocol.Runs;
using JsiGan.Protocol.Workers;

namespace JsiGan.Cluster;

/// <summary>
/// What trains in a worker process, on a thread of its own. Its methods return at once; what becomes of them is told through the
/// <c>tell</c> of <see cref="Start"/>, from any thread.
/// </summary>
public interface ITrainingThread : IDisposable
{
    /// <summary>Called once, before everything else.</summary>
    void Start(Action<WorkerEvent> tell);

    /// <summary>Aborts the collective, leaves it, opens a new rendezvous; answered by <see cref="WorkerEvent.Regrouped"/>.</summary>
    void Regroup(GenerationId generation);

    /// <summary>
    /// Connects to the roster, agrees on weights and trains; answered by <see cref="WorkerEvent.Entered"/>, then by updates.
    /// </summary>
    void Enter(Connect connect, int rank);

    /// <summary>
    /// Leaves the collective and trains no more; with <paramref name="keep"/>, stores what was trained first. Completes when that is done.
    /// </summary>
    Task FinishAsync(bool keep);

    /// <summary>The collective that the thread waits in and for how long, in words; empty while it computes.</summary>
    string Waiting { get; }
}
