using JsiGan.Cluster;
using JsiGan.Cluster.Hosting;
using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Protocol.Status;
using JsiGan.Protocol.Workers;

namespace JsiGan.Runtime.Tests.Monitoring;

/// <summary>A node whose state a test decides.</summary>
internal sealed class StubNode : IRunNode
{
    public Task<RunEnd> RunEnded { get; } = new TaskCompletionSource<RunEnd>().Task;

    public Task<WorkerEffect.Exit> WorkerExited { get; } = new TaskCompletionSource<WorkerEffect.Exit>().Task;

    public Task Ended { get; init; } = new TaskCompletionSource().Task;

    public int? CoordinatorMailbox { get; init; } = 4;

    public long DeadLetters { get; init; } = 5;

    /// <summary>Why the coordinator does not answer; null if it does.</summary>
    public Exception? StatusFault { get; init; }

    public void StartCoordinator(IRunStore store, RunSettings settings, TimeProvider time, IRunObserver observer) =>
        throw new NotSupportedException();

    public void StartWorker(JoinRequest request, ITrainingThread thread) => throw new NotSupportedException();

    public void Tell(RunInput input) => throw new NotSupportedException();

    public Task<RunStatus> StatusAsync(TimeSpan limit) => StatusFault is { } fault
        ? Task.FromException<RunStatus>(fault)
        : Task.FromResult(new RunStatus(
            "training", new GenerationId(1, 1), CommitPoint.Start, 1, 1, [], "", SlownessCause.Unknown));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
