using Akka.Configuration;
using Akka.Hosting.Logging;
using JsiGan.Cluster.Actors;
using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Protocol.Status;
using JsiGan.Protocol.Workers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace JsiGan.Cluster.Hosting;

/// <summary>
/// The only node of a run whose coordinator and worker share one process. Its actor system opens no socket and joins no cluster.
/// </summary>
public sealed class LocalNode : IRunNode
{
    private static readonly Config Quiet = ConfigurationFactory.ParseString($$"""
        akka {
          loggers = ["{{typeof(LoggerFactoryLogger).AssemblyQualifiedName}}"]
          loglevel = WARNING
          stdout-loglevel = OFF
          log-dead-letters = off
        }
        """);

    private readonly ActorSystem _system;
    private readonly TaskCompletionSource<RunEnd> _runEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<WorkerEffect.Exit> _workerExited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ActorStatistics _statistics;
    private IActorRef? _coordinator;

    /// <param name="loggerFactory">Receives Akka's log, from warnings on. Default: none.</param>
    public LocalNode(ILoggerFactory? loggerFactory = null)
    {
        var logging = new LoggerFactorySetup(loggerFactory ?? NullLoggerFactory.Instance);
        _system = ActorSystem.Create("jsigan", BootstrapSetup.Create().WithConfig(Quiet).And(logging));
        _statistics = new ActorStatistics(_system);
    }

    public Task<RunEnd> RunEnded => _runEnded.Task;

    public Task<WorkerEffect.Exit> WorkerExited => _workerExited.Task;

    public Task Ended => _system.WhenTerminated;

    public int? CoordinatorMailbox => _statistics.CoordinatorMailbox;

    public long DeadLetters => _statistics.DeadLetters;

    private IActorRef Coordinator => _coordinator ?? throw new InvalidOperationException("The coordinator has not been started.");

    public void StartCoordinator(IRunStore store, RunSettings settings, TimeProvider time, IRunObserver observer)
    {
        _coordinator = _system.ActorOf(
            CoordinatorActor.Props(store, settings, time, new RunEndObserver(observer, _runEnded)), "coordinator");
        _statistics.Coordinates(_coordinator);
    }

    public void StartWorker(JoinRequest request, ITrainingThread thread) => _system.ActorOf(
        WorkerActor.Props(request, Coordinator, thread, exit => _workerExited.TrySetResult(exit)), "worker");

    public void Tell(RunInput input) => Coordinator.Tell(input);

    public Task<RunStatus> StatusAsync(TimeSpan limit) => Coordinator.Ask<RunStatus>(new StatusQuery("this process"), limit);

    public async ValueTask DisposeAsync() => await _system.Terminate().ConfigureAwait(false);
}
