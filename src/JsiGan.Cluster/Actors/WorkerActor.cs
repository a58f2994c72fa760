using Akka.Event;
using JsiGan.Protocol.Runs;
using JsiGan.Protocol.Workers;

namespace JsiGan.Cluster.Actors;

/// <summary>
/// Carries out what <see cref="WorkerMachine"/> decides, one per process. It never waits for its training thread. An exception of the
/// thread is reported to the coordinator as a fatal failure and ends the worker.
/// </summary>
public sealed class WorkerActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeaveTimeout = TimeSpan.FromMilliseconds(500);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly WorkerMachine _machine;
    private readonly IActorRef _coordinator;
    private readonly ITrainingThread _thread;
    private readonly Action<WorkerEffect.Exit> _exited;

    public WorkerActor(JoinRequest request, IActorRef coordinator, ITrainingThread thread, Action<WorkerEffect.Exit> exited)
    {
        _machine = new WorkerMachine(request);
        (_coordinator, _thread, _exited) = (coordinator, thread, exited);
        Receive<ICoordinatorMessage>(message => Handle(new WorkerEvent.Received(message)));
        Receive<WorkerEvent>(Handle);
        Receive<LeaveRun>(_ => Leave());
        Receive<Heartbeat>(_ => Handle(new WorkerEvent.Ticked(_thread.Waiting)));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <param name="request">What the worker joins with.</param>
    /// <param name="coordinator">The coordinator, or a proxy of it.</param>
    /// <param name="thread">The training thread, not started yet.</param>
    /// <param name="exited">Called on the actor's thread when the worker ends.</param>
    public static Props Props(JoinRequest request, IActorRef coordinator, ITrainingThread thread, Action<WorkerEffect.Exit> exited) =>
        Akka.Actor.Props.Create(() => new WorkerActor(request, coordinator, thread, exited));

    protected override void PreStart()
    {
        var self = Self;
        _thread.Start(happened => self.Tell(happened));
        Timers.StartPeriodicTimer("heartbeat", Heartbeat.Instance, TimeSpan.Zero, HeartbeatInterval);
    }

    // If the actor stopped immediately, its end could be noticed before its Leave arrives, since a proxy forwards that.
    private void Leave()
    {
        Handle(new WorkerEvent.Leaving());
        Timers.CancelAll();
        Timers.StartSingleTimer("leave", LeaveRun.Instance, LeaveTimeout);
        Become(() =>
        {
            Receive<Stop>(_ => Context.Stop(Self));
            Receive<LeaveRun>(_ => Context.Stop(Self));
            ReceiveAny(_ => { });
        });
    }

    private void Handle(WorkerEvent happened)
    {
        try
        {
            CarryOut(_machine.Handle(happened));
        }
        catch (Exception exception) when (happened is not WorkerEvent.Broke { Fatal: true })
        {
            _log.Error(exception, "The training thread failed.");
            Handle(new WorkerEvent.Broke(_machine.Generation, $"the training thread failed: {exception.Message}", Fatal: true));
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
                case WorkerEffect.Exit exit:
                    _log.Info("The worker ends: {0}", exit.Reason);
                    _exited(exit);
                    Context.Stop(Self);
                    break;
            }
        }
    }

    /// <summary>The node is about to leave the cluster.</summary>
    internal sealed record LeaveRun
    {
        public static LeaveRun Instance { get; } = new();
    }

    private sealed record Heartbeat
    {
        public static Heartbeat Instance { get; } = new();
    }
}
