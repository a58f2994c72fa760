using JsiGan.Protocol.Runs;

namespace JsiGan.Protocol.Workers;

/// <summary>
/// A worker's decisions: which generation it is in and what it reports to the coordinator. A pure state machine. It is in one generation
/// at a time and only moves to later ones.
/// </summary>
/// <param name="request">What this worker joins with.</param>
public sealed class WorkerMachine(JoinRequest request)
{
    private enum Phase { Joining, Regrouping, Ready, Connecting, Training, Over }

    private Phase _phase = Phase.Joining;
    private bool _rejoining;
    private CommitPoint _start = CommitPoint.Start;
    private CommitPoint? _point;
    private Prepared? _offer;

    /// <summary>The generation that the worker is in or prepares for.</summary>
    public GenerationId Generation { get; private set; } = request.Generation;

    /// <summary>Takes an event and returns what to do about it, in order.</summary>
    public IReadOnlyList<WorkerEffect> Handle(WorkerEvent happened) => _phase == Phase.Over ? [] : happened switch
    {
        WorkerEvent.Received(var message) => Obey(message),
        WorkerEvent.Regrouped regrouped when regrouped.Generation == Generation && _phase == Phase.Regrouping => Offer(regrouped),
        WorkerEvent.Entered entered when entered.Generation == Generation && _phase == Phase.Connecting => Train(),
        WorkerEvent.Updated(var committed) when committed.Generation == Generation => Commit(committed),
        // A checkpoint is stored while training continues, perhaps in the next generation.
        WorkerEvent.Measured(var measurement) when measurement.Generation == Generation || measurement is CheckpointSaved =>
            [new WorkerEffect.Send(measurement)],
        WorkerEvent.Broke broke when broke.Generation == Generation || broke.Fatal => Report(broke),
        WorkerEvent.Leaving => LeaveRun(),
        WorkerEvent.Ticked(var waiting) => SendHeartbeat(waiting),
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
                return [new WorkerEffect.Send(request with { Generation = Generation })];
            case Refused refused when _phase == Phase.Joining || _rejoining:
                _phase = Phase.Over;
                return [new WorkerEffect.Exit(WorkerEnd.Refused, refused.Reason)];
            case Stop stop when stop.Generation.Coordinator >= Generation.Coordinator:
                _phase = Phase.Over;
                var end = stop.Finished ? WorkerEnd.Finished : WorkerEnd.Stopped;
                return [new WorkerEffect.Exit(end, stop.Reason, SaveCheckpoint: stop.FinalCheckpointWriter == request.Worker)];
            default:
                return [];
        }
    }

    private IReadOnlyList<WorkerEffect> Offer(WorkerEvent.Regrouped regrouped)
    {
        _phase = Phase.Ready;
        _offer = new Prepared(request.Worker, Generation, regrouped.Rendezvous, regrouped.Weights);
        return [new WorkerEffect.Send(_offer)];
    }

    private IReadOnlyList<WorkerEffect> Train()
    {
        _phase = Phase.Training;
        _point = _start;
        return [new WorkerEffect.Send(new Connected(request.Worker, Generation))];
    }

    private IReadOnlyList<WorkerEffect> Commit(Committed committed)
    {
        _point = committed.Point;
        return [new WorkerEffect.Send(committed)];
    }

    private IReadOnlyList<WorkerEffect> Report(WorkerEvent.Broke broke)
    {
        var failed = new WorkerEffect.Send(new Failed(request.Worker, Generation, broke.Reason, broke.Fatal));
        if (!broke.Fatal)
            return [failed];
        _phase = Phase.Over;
        return [failed, new WorkerEffect.Exit(WorkerEnd.Broken, broke.Reason)];
    }

    private IReadOnlyList<WorkerEffect> LeaveRun()
    {
        _phase = Phase.Over;
        return [new WorkerEffect.Send(new Leave(request.Worker))];
    }

    // Messages may be lost with their connections: JoinRequest and Prepared are resent until they are answered. A worker that was asked to
    // rejoin may be a member again already (the request was late), so it keeps sending heartbeats.
    private IReadOnlyList<WorkerEffect> SendHeartbeat(string waiting)
    {
        var join = new WorkerEffect.Send(request with { Generation = Generation });
        var alive = new WorkerEffect.Send(new Alive(request.Worker, Generation, _point, waiting));
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
            if (connect.Roster[rank].Worker == request.Worker)
                return rank;
        }
        return null;
    }
}
