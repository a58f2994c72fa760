using Akka.Actor;
using Akka.Event;
using JsiGan.Protocol.Runs;
using JsiGan.Protocol.Workers;

namespace JsiGan.Cluster.Actors;

/// <summary>
/// Carries out what <see cref="WorkerMachine"/> decides: one a process. It never waits for its training thread, and ends with it: a thread
/// that throws is told to the coordinator as a fatal failure.
/// </summary>
public sealed class WorkerActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly WorkerMachine _machine;
    private readonly IActorRef _coordinator;
    private readonly ITrainingThread _thread;

    public WorkerActor(Join hello, IActorRef coordinator, ITrainingThread thread)
    {
        _machine = new WorkerMachine(hello);
        (_coordinator, _thread) = (coordinator, thread);
        Receive<ICoordinatorMessage>(message => Handle(new WorkerEvent.Told(message)));
        Receive<WorkerEvent>(Handle);
        Receive<Tick>(_ => Handle(new WorkerEvent.Ticked(_thread.Waiting)));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(Join hello, IActorRef coordinator, ITrainingThread thread) =>
        Akka.Actor.Props.Create(() => new WorkerActor(hello, coordinator, thread));

    protected override void PreStart()
    {
        var self = Self;
        _thread.Start(happened => self.Tell(happened));
        Timers.StartPeriodicTimer("beat", Tick.Instance, TimeSpan.Zero, Beat);
    }

    private void Handle(WorkerEvent happened)
    {
        try
        {
            CarryOut(_machine.Handle(happened));
        }
        catch (Exception fault) when (happened is not WorkerEvent.Broke { Fatal: true })
        {
            _log.Error(fault, "the training thread failed");
            Handle(new WorkerEvent.Broke(_machine.Generation, $"the training thread failed: {fault.Message}", Fatal: true));
        }
    }

    private void CarryOut(IReadOnlyList<WorkerEffect> effects)
    {
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case WorkerEffect.Send(var message): _coordinator.Tell(message, Self); break;
                case WorkerEffect.Regroup(var generation): _thread.Regroup(generation); break;
                case WorkerEffect.Enter(var connect, var rank): _thread.Enter(connect, rank); break;
                case WorkerEffect.Exit(_, var reason, _):
                    _log.Info("worker ends: {0}", reason);
                    Context.System.EventStream.Publish(effect);
                    Context.Stop(Self);
                    break;
            }
        }
    }

    private sealed record Tick
    {
        public static Tick Instance { get; } = new();
    }
}
