using Akka.Actor;
using Akka.Configuration;
using JsiGan.Cluster.Actors;
using JsiGan.Cluster.Tests.Fakes;
using JsiGan.Protocol.Runs;
using JsiGan.Protocol.Workers;

namespace JsiGan.Cluster.Tests;

/// <summary>A coordinator and its workers as actors of one system, without a cluster.</summary>
internal sealed class LocalRun : IDisposable
{
    private readonly ActorSystem _system =
        ActorSystem.Create("test", ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF }"));
    private readonly List<FakeTrainingThread> _threads = [];

    public LocalRun(RunSettings settings)
    {
        _system.ActorOf(Props.Create(() => new Ear(Journal)));
        Coordinator = StartCoordinator(settings);
    }

    public static RunSettings Settings { get; } = new() { Version = "0.1.0", Recipe = "abc", Batch = 8, Steps = 5, Workers = 2 };

    public MemoryRunStore Store { get; } = new();

    public Journal Journal { get; } = new();

    public IActorRef Coordinator { get; }

    public static Join Hello(string worker) => new(worker, "host", "cpu", "0.1.0", "abc", GenerationId.None);

    public IActorRef StartCoordinator(RunSettings settings) =>
        _system.ActorOf(CoordinatorActor.Props(Store, settings, TimeProvider.System));

    public (IActorRef Actor, FakeTrainingThread Thread) StartWorker(Join hello)
    {
        var thread = new FakeTrainingThread(hello.Worker, TimeSpan.Zero, Settings.Steps);
        _threads.Add(thread);
        return (_system.ActorOf(WorkerActor.Props(hello, Coordinator, thread)), thread);
    }

    public void Stop(IActorRef actor) => _system.Stop(actor);

    /// <summary>A worker that is played by the test: what it is told is in its journal.</summary>
    public (IActorRef Actor, Journal Heard) StartProbe()
    {
        var heard = new Journal();
        return (_system.ActorOf(Props.Create(() => new Probe(heard))), heard);
    }

    public void Dispose()
    {
        _system.Terminate().GetAwaiter().GetResult();
        _threads.ForEach(t => t.Dispose());
    }

    private sealed class Probe : ReceiveActor
    {
        public Probe(Journal heard) => ReceiveAny(message => heard.Add(message.ToString()!));
    }

    private sealed class Ear : ReceiveActor
    {
        public Ear(Journal journal)
        {
            Receive<RunEffect.Note>(note => journal.Add(note.Text));
            Receive<RunEffect.End>(end => journal.Add($"run ended, finished {end.Finished}: {end.Reason}"));
            Receive<WorkerEffect.Exit>(exit => journal.Add($"worker ended, finished {exit.Finished}: {exit.Reason}"));
        }

        protected override void PreStart()
        {
            foreach (var channel in new[] { typeof(RunEffect), typeof(WorkerEffect) })
                Context.System.EventStream.Subscribe(Self, channel);
        }
    }
}
