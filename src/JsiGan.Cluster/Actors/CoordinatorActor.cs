using Akka.Event;
using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Protocol.Status;

namespace JsiGan.Cluster.Actors;

/// <summary>
/// Carries out what <see cref="RunMachine"/> decides. A cluster singleton on the oldest node of the coordinator role. A successor, or this
/// actor after a restart, recovers from the store with a higher fencing token; the workers find it by their heartbeats.
/// </summary>
public sealed class CoordinatorActor : ReceiveActor, IWithTimers, IWithUnboundedStash
{
    private static readonly TimeSpan StoreRetryInterval = TimeSpan.FromSeconds(1);

    private readonly object _incarnation = new();
    private readonly Dictionary<string, IActorRef> _workers = [];
    private readonly Queue<RunEffect> _effects = new();
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Task<RunAssignment> _assignment;
    private RunAssignment _run = null!;
    private StatusBoard _board = null!;
    private RunMachine _machine = null!;
    private long _fencingToken;

    public CoordinatorActor(Task<RunAssignment> assignment)
    {
        _assignment = assignment;
        WaitingForAssignment();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public IStash Stash { get; set; } = null!;

    private DateTimeOffset Now => _run.Time.GetUtcNow();

    /// <summary>A coordinator that starts immediately.</summary>
    public static Props Props(IRunStore store, RunSettings settings, TimeProvider time, IRunObserver observer) =>
        Props(Task.FromResult(new RunAssignment(store, settings, time, observer)));

    /// <summary>A coordinator that starts when it is assigned a run.</summary>
    public static Props Props(Task<RunAssignment> assignment) => Akka.Actor.Props.Create(() => new CoordinatorActor(assignment));

    protected override void PreStart() => _assignment.PipeTo(Self);

    protected override void PreRestart(Exception reason, object message)
    {
        Publish(new CoordinatorRestarting(_fencingToken, reason.Message));
        base.PreRestart(reason, message);
    }

    private void WaitingForAssignment()
    {
        Receive<RunAssignment>(run =>
        {
            _run = run;
            run.Started(Self);
            _board = new StatusBoard(run.Settings);
            Become(TakingOver);
            TakeOver();
        });
        ReceiveAny(_ => Stash.Stash());
    }

    private void TakeOver() => AttemptAsync(_run.Store.TakeOverAsync).PipeTo(
        Self, success: record => new TookOver(_incarnation, record), failure: cause => new TakeOverFailed(_incarnation, cause));

    private void TakingOver()
    {
        Receive<TookOver>(tookOver =>
        {
            if (tookOver.Incarnation != _incarnation)
                return;
            var record = tookOver.Record;
            if (record.Ended is { } end)
            {
                Publish(new RunEnded(end));
                Context.Stop(Self);
                return;
            }
            _fencingToken = record.FencingToken;
            _machine = new RunMachine(_run.Settings, _fencingToken, record.Ledger, record.Stored, record.Succeeds);
            Publish(new CoordinatorStarted(_fencingToken, record.Ledger.Last.Number, record.Stored));
            Become(Coordinating);
            Stash.UnstashAll();
        });
        Receive<TakeOverFailed>(failed =>
        {
            if (failed.Incarnation == _incarnation)
                RetryLater(StoreOperation.TakeOver, failed.Cause, TakeOver);
        });
        Receive<Retry>(retry => retry.Attempt());
        ReceiveAny(_ => Stash.Stash());
    }

    private void Coordinating()
    {
        Receive<IWorkerMessage>(message =>
        {
            Register(message.Worker, Sender);
            _board.Receive(message, Now);
            Handle(new RunInput.Received(message));
            if (message is IMeasurement measurement)
                Publish(measurement);
            else if (message is Leave)
                Sender.Tell(new Stop(GenerationId.None, Finished: false, "the worker has left", FinalCheckpointWriter: ""));
        });
        Receive<RunInput>(Handle);
        Receive<Terminated>(terminated =>
        {
            foreach (var (worker, _) in _workers.Where(w => w.Value.Equals(terminated.ActorRef)).ToList())
            {
                _workers.Remove(worker);
                Handle(new RunInput.Lost(worker, new LossCause.Disconnected()));
            }
        });
        Receive<StatusQuery>(_ => Sender.Tell(_board.Describe(_machine, Now)));
        Receive<EndWritten>(written =>
        {
            if (written.Incarnation == _incarnation)
                Publish(new RunEnded(written.End));
        });
        Receive<EndNotWritten>(failed =>
        {
            if (failed.Incarnation == _incarnation)
                RetryLater(StoreOperation.RecordEnd, failed.Cause, () => WriteEnd(failed.End));
        });
        Receive<Retry>(retry => retry.Attempt());
        ReceiveAny(_ => { });
    }

    // Until the generation is stored, only status queries are answered; everything else is stashed.
    private void WritingGeneration()
    {
        Receive<GenerationAnswered>(answered =>
        {
            if (answered.Incarnation != _incarnation)
                return;
            Become(Coordinating);
            Stash.UnstashAll();
            if (answered.Answer.Fenced)
            {
                Publish(new RunEnded(new RunEnd.Superseded(_fencingToken)));
                Context.Stop(Self);
            }
            else if (answered.Answer.Newer is { } newer)
            {
                _effects.Clear();
                Handle(new RunInput.Stored(newer));
            }
            else
            {
                CarryOut();
            }
        });
        // It is unknown whether the store has the generation: restart, and recover from what it has.
        Receive<GenerationNotWritten>(failed =>
        {
            if (failed.Incarnation == _incarnation)
                throw failed.Cause;
        });
        Receive<StatusQuery>(_ => Sender.Tell(_board.Describe(_machine, Now)));
        ReceiveAny(_ => Stash.Stash());
    }

    private void Register(string worker, IActorRef sender)
    {
        if (_workers.TryGetValue(worker, out var known) && known.Equals(sender))
            return;
        _workers[worker] = sender;
        Context.Watch(sender);
    }

    private void Handle(RunInput input)
    {
        foreach (var effect in _machine.Handle(input, Now))
            _effects.Enqueue(effect);
        CarryOut();
        if (_machine.Deadline is { } deadline)
            Timers.StartSingleTimer("deadline", new RunInput.Ticked(), Max(deadline - Now, TimeSpan.FromMilliseconds(1)));
        else
            Timers.Cancel("deadline");
    }

    private void CarryOut()
    {
        while (_effects.TryDequeue(out var effect))
        {
            switch (effect)
            {
                case RunEffect.Send(var worker, var message):
                    if (_workers.TryGetValue(worker, out var known))
                        known.Tell(message);
                    break;
                case RunEffect.Publish(var happened):
                    Publish(happened);
                    break;
                case RunEffect.OpenGeneration opening:
                    Become(WritingGeneration);
                    WriteGeneration(opening);
                    return;
                case RunEffect.EndRun(var end):
                    WriteEnd(end);
                    break;
            }
        }
    }

    private void WriteGeneration(RunEffect.OpenGeneration opening) =>
        AttemptAsync(() => _run.Store.OpenGenerationAsync(_fencingToken, opening.Generation, opening.First, opening.Roster)).PipeTo(
            Self,
            success: answer => new GenerationAnswered(_incarnation, answer),
            failure: cause => new GenerationNotWritten(_incarnation, cause));

    private void WriteEnd(RunEnd end) => AttemptAsync(async () =>
    {
        await _run.Store.EndAsync(_fencingToken, end.IsFinished, RunEventText.Of(end)).ConfigureAwait(false);
        return end;
    }).PipeTo(Self, success: _ => new EndWritten(_incarnation, end), failure: cause => new EndNotWritten(_incarnation, end, cause));

    private void RetryLater(StoreOperation operation, Exception cause, Action attempt)
    {
        Publish(new StoreUnavailable(operation, cause.Message, StoreRetryInterval));
        Timers.StartSingleTimer("store", new Retry(attempt), StoreRetryInterval);
    }

    private void Publish(IRunEvent happened)
    {
        try
        {
            _run.Observer.OnEvent(happened);
        }
        catch (Exception thrown)
        {
            _log.Error(thrown, "The run's observer failed on {0}.", happened);
        }
    }

    // Turns an exception before the store's first await into a failed task.
    private static async Task<T> AttemptAsync<T>(Func<Task<T>> work) => await work().ConfigureAwait(false);

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
