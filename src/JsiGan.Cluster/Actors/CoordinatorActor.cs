using Akka.Actor;
using Akka.Event;
using JsiGan.Protocol.Runs;
using JsiGan.Protocol.Status;

namespace JsiGan.Cluster.Actors;

/// <summary>
/// Carries out what <see cref="RunMachine"/> decides: one a cluster (a singleton), on whichever node has the coordinator's role. A new one
/// takes over from what the store holds, and so does this one when it crashes: it starts anew with a greater fencing token, and workers
/// come to it by themselves.
/// </summary>
public sealed class CoordinatorActor : ReceiveActor, IWithTimers, IWithUnboundedStash
{
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(1);

    private readonly object _incarnation = new();
    private readonly Dictionary<string, IActorRef> _workers = [];
    private readonly Queue<RunEffect> _effects = new();
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly IRunStore _store;
    private readonly RunSettings _settings;
    private readonly TimeProvider _time;
    private readonly StatusBoard _board;
    private RunMachine _machine = null!;
    private long _token;

    public CoordinatorActor(IRunStore store, RunSettings settings, TimeProvider time)
    {
        (_store, _settings, _time) = (store, settings, time);
        _board = new StatusBoard(settings);
        TakingOver();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public IStash Stash { get; set; } = null!;

    public static Props Props(IRunStore store, RunSettings settings, TimeProvider time) =>
        Akka.Actor.Props.Create(() => new CoordinatorActor(store, settings, time));

    protected override void PreStart() => TakeOver();

    protected override void PreRestart(Exception reason, object message)
    {
        Tell($"coordinator {_token} starts anew: {reason.Message}");
        base.PreRestart(reason, message);
    }

    private void TakeOver() => Attempt(_store.TakeOverAsync).PipeTo(
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
                Context.System.EventStream.Publish(end);
                Context.Stop(Self);
                return;
            }
            _token = record.Coordinator;
            _machine = new RunMachine(_settings, _token, record.Ledger, record.Stored, record.Succeeds);
            Context.System.EventStream.Publish(new Coordinating());
            if (record.Ledger.Last != GenerationId.None)
                Tell($"coordinator {_token} takes over after generation {record.Ledger.Last.Number}; the store holds {record.Stored}");
            Become(Coordinating);
            Stash.UnstashAll();
        });
        Receive<TakeOverFailed>(failed =>
        {
            if (failed.Incarnation == _incarnation)
                Retry("the run could not be taken over", failed.Cause, TakeOver);
        });
        Receive<TryAgain>(again => again.Attempt());
        ReceiveAny(_ => Stash.Stash());
    }

    private void Coordinating()
    {
        Receive<IWorkerMessage>(message =>
        {
            Know(message.Worker, Sender);
            _board.Hear(message, _time.GetUtcNow());
            Handle(new RunEvent.Said(message));
            if (message is IMeasurement measurement)
                Context.System.EventStream.Publish(measurement);
        });
        Receive<RunEvent>(Handle);
        Receive<Terminated>(terminated =>
        {
            foreach (var (worker, _) in _workers.Where(w => w.Value.Equals(terminated.ActorRef)).ToList())
            {
                _workers.Remove(worker);
                Handle(new RunEvent.Lost(worker, "its process or its connection ended"));
            }
        });
        Receive<StatusQuery>(_ => Sender.Tell(_board.Describe(_machine, _time.GetUtcNow())));
        Receive<EndWritten>(written =>
        {
            if (written.Incarnation == _incarnation)
                Context.System.EventStream.Publish(written.End);
        });
        Receive<EndUnwritten>(failed =>
        {
            if (failed.Incarnation == _incarnation)
                Retry("the run's end could not be stored", failed.Cause, () => WriteEnd(failed.End));
        });
        Receive<TryAgain>(again => again.Attempt());
        ReceiveAny(_ => { });
    }

    // While a generation is being written nobody may be told of it: everything else waits, except who asks how the run is doing.
    private void Writing()
    {
        Receive<Answered>(answered =>
        {
            if (answered.Incarnation != _incarnation)
                return;
            Become(Coordinating);
            Stash.UnstashAll();
            if (answered.Answer.Fenced)
            {
                GiveWay();
            }
            else if (answered.Answer.Newer is { } newer)
            {
                _effects.Clear();
                Handle(new RunEvent.Stored(newer));
            }
            else
            {
                CarryOut();
            }
        });
        // Nobody knows what the store holds now: start anew from what it says.
        Receive<Unwritten>(failed =>
        {
            if (failed.Incarnation == _incarnation)
                throw failed.Cause;
        });
        Receive<StatusQuery>(_ => Sender.Tell(_board.Describe(_machine, _time.GetUtcNow())));
        ReceiveAny(_ => Stash.Stash());
    }

    private void GiveWay()
    {
        var reason = $"coordinator {_token} ends, because a later one has taken over the run: leave it to that one, or stop it first";
        _log.Warning("{0}", reason);
        Context.System.EventStream.Publish(new RunEffect.End(false, reason, Failed: true));
        Context.Stop(Self);
    }

    private void Know(string worker, IActorRef sender)
    {
        if (_workers.TryGetValue(worker, out var known) && known.Equals(sender))
            return;
        _workers[worker] = sender;
        Context.Watch(sender);
    }

    private void Handle(RunEvent happened)
    {
        foreach (var effect in _machine.Handle(happened, _time.GetUtcNow()))
            _effects.Enqueue(effect);
        CarryOut();
        if (_machine.Deadline is { } deadline)
            Timers.StartSingleTimer("deadline", new RunEvent.Ticked(), Max(deadline - _time.GetUtcNow(), TimeSpan.FromMilliseconds(1)));
        else
            Timers.Cancel("deadline");
    }

    private void CarryOut()
    {
        while (_effects.TryDequeue(out var effect))
        {
            switch (effect)
            {
                case RunEffect.Tell(var worker, var message):
                    if (_workers.TryGetValue(worker, out var known))
                        known.Tell(message);
                    break;
                case RunEffect.Note(var text):
                    Tell(text);
                    break;
                case RunEffect.OpenGeneration opening:
                    Become(Writing);
                    Write(opening);
                    return;
                case RunEffect.End end:
                    WriteEnd(end);
                    break;
            }
        }
    }

    private void Write(RunEffect.OpenGeneration opening) =>
        Attempt(() => _store.OpenGenerationAsync(_token, opening.Generation, opening.First, opening.Roster)).PipeTo(
            Self, success: answer => new Answered(_incarnation, answer), failure: cause => new Unwritten(_incarnation, cause));

    private void WriteEnd(RunEffect.End end) => Attempt(async () =>
    {
        await _store.EndAsync(_token, end.Finished, end.Reason).ConfigureAwait(false);
        return end;
    }).PipeTo(Self, success: _ => new EndWritten(_incarnation, end), failure: cause => new EndUnwritten(_incarnation, end, cause));

    private void Retry(string what, Exception cause, Action attempt)
    {
        Tell($"{what}: {cause.Message}; trying again in {StoreRetry.TotalSeconds:F0} s");
        Timers.StartSingleTimer("store", new TryAgain(attempt), StoreRetry);
    }

    private void Tell(string text)
    {
        _log.Info("{0}", text);
        Context.System.EventStream.Publish(new RunEffect.Note(text));
    }

    // A store that throws before its first await is one that failed.
    private static async Task<T> Attempt<T>(Func<Task<T>> work) => await work().ConfigureAwait(false);

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
