using Akka.Actor;
using JsiGan.Cluster.Actors;
using JsiGan.Cluster.Tests.Fakes;
using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Protocol.Workers;

namespace JsiGan.Cluster.Tests;

/// <summary>A coordinator and its workers as actors of one system, without a cluster.</summary>
internal sealed class LocalRun : IDisposable
{
    private readonly ActorSystem _system;
    private readonly List<FakeTrainingThread> _threads = [];
    private readonly IRunObserver _observer;

    public LocalRun(ActorSystem system, RunSettings settings, IRunObserver? observer = null, Task<RunAssignment>? assignment = null)
    {
        _system = system;
        _observer = observer ?? Events;
        Coordinator = StartCoordinator(assignment ?? Task.FromResult(Assign(settings)));
    }

    public static RunSettings Settings { get; } = new() { Version = "0.1.0", Recipe = "abc", Batch = 8, Steps = 5, Workers = 2 };

    public MemoryRunStore Store { get; } = new();

    public EventJournal Events { get; } = new();

    public Journal<(string Worker, WorkerEffect.Exit Exit)> Exits { get; } = new();

    public IActorRef Coordinator { get; }

    public static JoinRequest Request(string worker) => new(worker, "host", "cpu", "0.1.0", "abc", GenerationId.None);

    public IActorRef StartCoordinator(RunSettings settings) => StartCoordinator(Task.FromResult(Assign(settings)));

    public RunAssignment Assign(RunSettings settings) => new(Store, settings, TimeProvider.System, _observer);

    public (IActorRef Actor, FakeTrainingThread Thread) StartWorker(JoinRequest request)
    {
        var thread = new FakeTrainingThread(request.Worker, TimeSpan.Zero, Settings.Steps);
        _threads.Add(thread);
        return (_system.ActorOf(WorkerActor.Props(request, Coordinator, thread, exit => Exits.Add((request.Worker, exit)))), thread);
    }

    public void Stop(IActorRef actor) => _system.Stop(actor);

    public void Dispose() => _threads.ForEach(t => t.Dispose());

    private IActorRef StartCoordinator(Task<RunAssignment> assignment) => _system.ActorOf(CoordinatorActor.Props(assignment));
}
