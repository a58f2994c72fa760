using JsiGan.Protocol.Events;

namespace JsiGan.Protocol.Runs;

/// <summary>
/// The coordinator's decisions: who takes part, when a new generation is formed, whose weights it starts from, when the run is over.
/// A pure state machine: its input is what happened and the time, its output is what to do.
/// </summary>
/// <remarks>
/// gathering -> preparing (every worker leaves its generation and answers) -> connecting -> training -> over. Every change of membership,
/// failure or silence leads back to preparing, with a later generation.
/// </remarks>
public sealed class RunMachine
{
    private enum Phase { Gathering, Preparing, Connecting, Training, Over }

    private readonly RunSettings _settings;
    private readonly TimeSpan _gatherTimeout;
    private readonly SortedDictionary<string, Member> _members = new(StringComparer.Ordinal);
    private readonly SampleLedger _ledger;
    private readonly List<RunEffect> _effects = [];
    private readonly Interruption _interruption = new();
    private Phase _phase = Phase.Gathering;
    private List<string> _roster = [];
    private CommitPoint _stored;
    private CommitPoint _furthest;
    private CommitPoint _start;
    private DateTimeOffset _gatheringSince;
    private DateTimeOffset _phaseSince;
    private bool _succeeds;
    private int _fruitless;
    private Stop? _stop;

    /// <param name="settings">What the run requires of its workers.</param>
    /// <param name="fencingToken">This coordinator's token, higher than that of every coordinator before.</param>
    /// <param name="ledger">The run's ledger; the machine keeps it up to date with what it orders to be written.</param>
    /// <param name="stored">The newest point that the store has a checkpoint of.</param>
    /// <param name="succeeds">
    /// Whether another coordinator of the same cluster came before: the remaining workers are up, and their number is unknown.
    /// </param>
    public RunMachine(RunSettings settings, long fencingToken, SampleLedger ledger, CommitPoint stored, bool succeeds = false)
    {
        _settings = settings;
        _gatherTimeout = succeeds ? settings.AnswerTimeout : settings.GatherTimeout;
        _succeeds = succeeds;
        _ledger = ledger;
        Generation = new GenerationId(fencingToken, ledger.Last.Number);
        _stored = stored;
        _furthest = stored;
        _start = stored;
    }

    /// <summary>The generation that is being formed or trains.</summary>
    public GenerationId Generation { get; private set; }

    /// <summary>The furthest point that a worker reported.</summary>
    public CommitPoint Furthest => _furthest;

    /// <summary>When <see cref="RunInput.Ticked"/> is due; null if no timeout is running.</summary>
    public DateTimeOffset? Deadline { get; private set; }

    /// <summary>The name of the state.</summary>
    public string PhaseName => _phase.ToString().ToLowerInvariant();

    /// <summary>The members in the order of their names.</summary>
    public IEnumerable<RunMember> Members => _members.Values.Select(m => new RunMember(m.Request, m.LastHeard));

    /// <summary>A worker's rank in the generation that connects or trains; -1 if it has none.</summary>
    public int RankOf(string worker) => _phase is Phase.Connecting or Phase.Training ? _roster.IndexOf(worker) : -1;

    /// <summary>Takes an input and returns what to do about it, in order.</summary>
    public IReadOnlyList<RunEffect> Handle(RunInput input, DateTimeOffset now)
    {
        _effects.Clear();
        if (_succeeds)
            _interruption.Begin(RecoveryCause.CoordinatorReplaced, now);
        _succeeds = false;
        switch (input)
        {
            case RunInput.Received(var message): Receive(message, now); break;
            case RunInput.Lost(var worker, var cause): Lose(worker, cause, now); break;
            case RunInput.Stored(var point): RaiseStored(point, now); break;
            case RunInput.StopRequested(var reason): Conclude(new RunEnd.Stopped(reason)); break;
            case RunInput.Ticked: Tick(now); break;
        }
        SetDeadline();
        return [.. _effects];
    }

    // A checkpoint beyond the point that a generation is about to start from: the worker that wrote it is gone, and the store refused the
    // generation.
    private void RaiseStored(CommitPoint point, DateTimeOffset now)
    {
        if (point.CompareTo(_stored) > 0)
            _stored = point;
        if (_phase == Phase.Connecting && _furthest.CompareTo(_stored) < 0)
            Regroup(RecoveryCause.NewerCheckpoint, now);
    }

    private void Receive(IWorkerMessage message, DateTimeOffset now)
    {
        if (_phase == Phase.Over)
        {
            if (message is not Leave)
                Send(message.Worker, _stop!);
            return;
        }
        if (!_members.TryGetValue(message.Worker, out var member))
        {
            if (message is JoinRequest join)
                Admit(join, now);
            else if (message is not Leave)
                Send(message.Worker, new Rejoin("the coordinator does not know this worker, or has given it up"));
            return;
        }
        member.LastHeard = now;
        switch (message)
        {
            case Leave: Lose(message.Worker, new LossCause.Left(), now); break;
            // Resent because the reply may have been lost.
            case JoinRequest when _phase == Phase.Preparing && member.Answer is null: Send(member.Worker, new Prepare(Generation)); break;
            case Alive alive when _phase == Phase.Preparing && alive.Generation < Generation:
                Send(member.Worker, new Prepare(Generation)); break;
            case Prepared answer when _phase == Phase.Preparing && answer.Generation == Generation:
                member.Answer = answer;
                ConnectWhenAllAnswered(now);
                break;
            case Connected connected when _phase == Phase.Connecting && connected.Generation == Generation:
                SetConnected(member, now); break;
            case Alive { Point: { } point } alive when alive.Generation == Generation: Advance(member, point); break;
            case Committed committed when committed.Generation == Generation: Advance(member, committed.Point); break;
            case Failed failed when failed.Generation == Generation || failed.Fatal: Fail(member, failed, now); break;
        }
    }

    private void Admit(JoinRequest join, DateTimeOffset now)
    {
        var member = new Member(join, now);
        if (Admission.Refusal(join, _settings, _members.Count) is { } refusal)
        {
            Send(join.Worker, new Refused(refusal));
            Publish(new WorkerRefused(member.Identity, refusal));
            return;
        }
        _members.Add(join.Worker, member);
        Publish(new WorkerJoined(member.Identity));
        _fruitless = 0;
        if (_phase == Phase.Gathering)
        {
            if (_members.Count == 1)
                _gatheringSince = now;
            if (_members.Count >= _settings.Workers)
                Prepare(now);
        }
        else if (_phase == Phase.Preparing)
        {
            Send(member.Worker, new Prepare(Generation));
        }
        else
        {
            Regroup(RecoveryCause.WorkerJoined, now);
        }
    }

    private void Lose(string worker, LossCause cause, DateTimeOffset now)
    {
        if (_phase == Phase.Over || !_members.Remove(worker, out var member))
            return;
        Publish(new WorkerLost(member.Identity, LastRankOf(worker), cause));
        _fruitless = 0;
        if (_phase is Phase.Connecting or Phase.Training)
            _interruption.Begin(RecoveryCause.WorkerLost, now);
        if (_members.Count == 0)
            _phase = Phase.Gathering;
        else if (_phase == Phase.Preparing)
            ConnectWhenAllAnswered(now);
        else if (_phase is Phase.Connecting or Phase.Training)
            Prepare(now);
    }

    private void ConnectWhenAllAnswered(DateTimeOffset now)
    {
        if (!_members.Values.All(m => m.Answer is not null))
            return;
        var connect = Rosters.Form(Generation, _members.Values, _roster, _ledger, _stored);
        _interruption.Repeat(from: connect.Point, until: _furthest);
        _roster = [.. connect.Roster.Select(s => s.Worker)];
        _furthest = connect.Point;
        _start = connect.Point;
        _phase = Phase.Connecting;
        _phaseSince = now;
        _ledger.Open(Generation, connect.Point);
        _effects.Add(new RunEffect.OpenGeneration(Generation, connect.Point, _roster));
        foreach (var worker in _roster)
            Send(worker, connect);
    }

    private void SetConnected(Member member, DateTimeOffset now)
    {
        member.Connected = true;
        if (!_members.Values.All(m => m.Connected))
            return;
        _phase = Phase.Training;
        Publish(new GenerationStarted(
            Generation, [.. _roster.Select((worker, rank) => new GenerationMember(rank, _members[worker].Identity))], _start,
            _interruption.End(now)));
        // A worker may be lost between the last update and the end of the run. Nothing is left to train then.
        if (_furthest.CompareTo(_settings.Last) >= 0)
            Conclude(new RunEnd.Finished(_settings.Steps));
    }

    private void Advance(Member member, CommitPoint point)
    {
        if (point.CompareTo(_furthest) > 0)
        {
            _furthest = point;
            _fruitless = 0;
        }
        member.Finished |= point.CompareTo(_settings.Last) >= 0;
        if (_members.Values.All(m => m.Finished))
            Conclude(new RunEnd.Finished(_settings.Steps));
    }

    private void Fail(Member member, Failed failed, DateTimeOffset now)
    {
        if (failed.Fatal)
        {
            Lose(member.Worker, new LossCause.Failed(failed.Reason), now);
            return;
        }
        Publish(new CollectiveFailed(Generation, member.Identity, LastRankOf(member.Worker), failed.Reason));
        if (++_fruitless >= _settings.FruitlessGenerations)
            Conclude(new RunEnd.GivenUp(_fruitless, failed.Reason));
        else
            Regroup(RecoveryCause.CollectiveFailed, now);
    }

    private void Tick(DateTimeOffset now)
    {
        if (Deadline is null || now < Deadline)
            return;
        switch (_phase)
        {
            case Phase.Gathering: Prepare(now); break;
            case Phase.Preparing: GiveUpSilentMembers(now); break;
            case Phase.Connecting or Phase.Training:
                Regroup(now >= SilenceDue() ? RecoveryCause.WorkerSilent : RecoveryCause.ConnectTimedOut, now); break;
        }
    }

    private void GiveUpSilentMembers(DateTimeOffset now)
    {
        foreach (var member in _members.Values.Where(m => m.Answer is null && now >= AnswerDue(m)).ToList())
            Lose(member.Worker, new LossCause.Unresponsive(now - _phaseSince), now);
    }

    // Training is interrupted, for the next generation to be formed.
    private void Regroup(RecoveryCause cause, DateTimeOffset now)
    {
        _interruption.Begin(cause, now);
        Prepare(now);
    }

    // Forms the next generation from all members that answer.
    private void Prepare(DateTimeOffset now)
    {
        Generation = Generation with { Number = Generation.Number + 1 };
        _phase = Phase.Preparing;
        _phaseSince = now;
        foreach (var member in _members.Values)
        {
            member.Answer = null;
            member.Connected = false;
            member.Finished = false;
            Send(member.Worker, new Prepare(Generation));
        }
    }

    private void Conclude(RunEnd end)
    {
        if (_phase == Phase.Over)
            return;
        _phase = Phase.Over;
        // Survivors of the last generation that trained come first in its roster, and each of them is at its newest point or one before.
        _stop = new Stop(Generation, end.IsFinished, RunEventText.Of(end), _roster.Find(_members.ContainsKey) ?? "");
        foreach (var worker in _members.Keys)
            Send(worker, _stop);
        _effects.Add(new RunEffect.EndRun(end));
    }

    private int? LastRankOf(string worker) => _roster.IndexOf(worker) is >= 0 and var rank ? rank : null;

    // A heartbeat extends the time to answer: the training thread is in the middle of a long pass.
    private DateTimeOffset AnswerDue(Member member)
    {
        var silent = (member.LastHeard > _phaseSince ? member.LastHeard : _phaseSince) + _settings.AnswerTimeout;
        return silent < _phaseSince + _settings.PrepareTimeout ? silent : _phaseSince + _settings.PrepareTimeout;
    }

    private DateTimeOffset SilenceDue() => _members.Values.Min(m => m.LastHeard) + _settings.SilenceTimeout;

    private DateTimeOffset ConnectDue() => _phaseSince + _settings.ConnectTimeout is var due && due < SilenceDue() ? due : SilenceDue();

    private void SetDeadline() => Deadline = _phase switch
    {
        Phase.Gathering when _members.Count > 0 => _gatheringSince + _gatherTimeout,
        Phase.Preparing => _members.Values.Where(m => m.Answer is null).Min(m => (DateTimeOffset?)AnswerDue(m)),
        Phase.Connecting => ConnectDue(),
        Phase.Training => SilenceDue(),
        _ => null,
    };

    private void Send(string worker, ICoordinatorMessage message) => _effects.Add(new RunEffect.Send(worker, message));

    private void Publish(IRunEvent happened) => _effects.Add(new RunEffect.Publish(happened));
}
