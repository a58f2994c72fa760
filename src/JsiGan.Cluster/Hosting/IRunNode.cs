using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Protocol.Status;
using JsiGan.Protocol.Workers;

namespace JsiGan.Cluster.Hosting;

/// <summary>A process's part in a run: the actor system in which its coordinator, its worker, or both live.</summary>
public interface IRunNode : IAsyncDisposable
{
    /// <summary>Completes when the run is over, on the node that has the coordinator.</summary>
    Task<RunEnd> RunEnded { get; }

    /// <summary>Completes when this process's worker ends.</summary>
    Task<WorkerEffect.Exit> WorkerExited { get; }

    /// <summary>Completes when the actor system has ended.</summary>
    Task Ended { get; }

    /// <summary>Messages that wait for the coordinator; null while it does not run on this node.</summary>
    int? CoordinatorMailbox { get; }

    /// <summary>Messages of this process sent to actors that no longer exist, since the node started.</summary>
    long DeadLetters { get; }

    /// <summary>Runs the coordinator here.</summary>
    /// <param name="store">What an earlier coordinator left, and what a later one needs.</param>
    /// <param name="settings">What the workers are held to.</param>
    /// <param name="time">The clock of all timeouts.</param>
    /// <param name="observer">Receives the run's events while this node coordinates.</param>
    void StartCoordinator(IRunStore store, RunSettings settings, TimeProvider time, IRunObserver observer);

    /// <summary>Runs this process's worker.</summary>
    void StartWorker(JoinRequest request, ITrainingThread thread);

    /// <summary>Reports an observation of this process to the coordinator, such as the end of a child process.</summary>
    void Tell(RunInput input);

    /// <summary>Asks the coordinator for the state of the run.</summary>
    /// <exception cref="ClusterException">It did not answer in time.</exception>
    Task<RunStatus> StatusAsync(TimeSpan limit);
}
