using JsiGan.Protocol.Runs;

namespace JsiGan.Protocol.Workers;

/// <summary>
/// A worker's decisions: which generation it is in and what it tells the coordinator. A pure state machine. It is in one generation at
/// a time and only ever moves to a later one.
/// </summary>
/// <param name="hello">What this worker is.</param>
public sealed class WorkerMachine(Join hello)
{
    private enum Phase { Joining, Regrouping, Ready, Connecting, Training, Over }

    private Phase _phase = Phase.Joining;
    private bool _rejoining;
    private CommitPoint _start = CommitPoint.Start;
    private CommitPoint? _point;
    private Prepared? _offer;

    /// <summary>The generation that the worker is in or moves to.</summary>
    public GenerationId Generation { get; private set; } = hello.Generation;

    /// <summary>Takes an event and returns what to do about it, in order.</summary>
    public IReadOnlyList<WorkerEffect> Handle(WorkerEvent happened) => _phase == Phase.Over ? [] : happened switch
    {
        WorkerEvent.Told(var message) => Obey(message),
        WorkerEvent.Regrouped regrouped when regrouped.Generation == Generation && _phase == Phase.Regrouping => Offer(regrouped),
        WorkerEvent.Entered entered when entered.Generation == Generation && _phase == Phase.Connecting => Train(),
        WorkerEvent.Updated(var committed) when committed.Generation == Generation => Tell(committed),
        WorkerEvent.Measured(var measurement) when measurement.Generation == Generation => [new WorkerEffect.Send(measurement)],
        WorkerEvent.Broke broke when broke.Generation == Generation || broke.Fatal => Report(broke),
        WorkerEvent.Ticked(var waiting) => Speak(waiting),
        _ => [],
    };

    private IReadOnlyList<WorkerEffect> Obey(ICoordinatorMessage message)
    {
        switch (message)
        {
            case Prepare prepare when prepare.Generation > Generation:
                _rejoining = false;
                Generation = prepare.Generation;
                _phase = Phase.Regrouping;
                _point = null;
                return [new WorkerEffect.Regroup(Generation)];
            case Connect connect when connect.Generation == Generation && _phase == Phase.Ready && RankIn(connect) is { } rank:
                _phase = Phase.Connecting;
                _rejoining = false;
                _start = connect.Point;
                return [new WorkerEffect.Enter(connect, rank)];
            case Rejoin:
                _rejoining = true;
                return [new WorkerEffect.Send(hello with { Generation = Generation })];
            case Refused refused when _phase == Phase.Joining || _rejoining:
                _phase = Phase.Over;
                return [new WorkerEffect.Exit(WorkerEnd.Refused, refused.Reason)];
            case Stop stop when stop.Generation.Coordinator >= Generation.Coordinator:
                _phase = Phase.Over;
                var end = stop.Finished ? WorkerEnd.Finished : WorkerEnd.Stopped;
                return [new WorkerEffect.Exit(end, stop.Reason, Keep: stop.Keeper == hello.Worker)];
            default:
                return [];
        }
    }

    private IReadOnlyList<WorkerEffect> Offer(WorkerEvent.Regrouped regrouped)
    {
        _phase = Phase.Ready;
        _offer = new Prepared(hello.Worker, Generation, regrouped.Rendezvous, regrouped.Weights);
        return [new WorkerEffect.Send(_offer)];
    }

    private IReadOnlyList<WorkerEffect> Train()
    {
        _phase = Phase.Training;
        _point = _start;
        return [new WorkerEffect.Send(new Connected(hello.Worker, Generation))];
    }

    private IReadOnlyList<WorkerEffect> Tell(Committed committed)
    {
        _point = committed.Point;
        return [new WorkerEffect.Send(committed)];
    }

    private IReadOnlyList<WorkerEffect> Report(WorkerEvent.Broke broke)
    {
        var failed = new WorkerEffect.Send(new Failed(hello.Worker, Generation, broke.Reason, broke.Fatal));
        if (!broke.Fatal)
            return [failed];
        _phase = Phase.Over;
        return [failed, new WorkerEffect.Exit(WorkerEnd.Broken, broke.Reason)];
    }

    // Messages get lost with their connections: joining and the answer to Prepare are said until they are answered. A worker that was asked
    // to rejoin may be a member again already (the request was late), so it goes on telling that it lives.
    private IReadOnlyList<WorkerEffect> Speak(string waiting)
    {
        var join = new WorkerEffect.Send(hello with { Generation = Generation });
        var alive = new WorkerEffect.Send(new Alive(hello.Worker, Generation, _point, waiting));
        return _phase switch
        {
            Phase.Joining => [join],
            _ when _rejoining => [join, alive],
            Phase.Ready => [alive, new WorkerEffect.Send(_offer!)],
            _ => [alive],
        };
    }

    private int? RankIn(Connect connect)
    {
        for (var rank = 0; rank < connect.Roster.Count; rank++)
        {
            if (connect.Roster[rank].Worker == hello.Worker)
                return rank;
        }
        return null;
    }
}
