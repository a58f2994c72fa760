namespace JsiGan.Protocol.Runs;

/// <summary>
/// The coordinator's decisions: who takes part, when a new generation is formed, whose weights it starts from, when the run is over.
/// A pure state machine: it is given what happened and the time, and returns what to do.
/// </summary>
/// <remarks>
/// gathering -> preparing (every worker leaves its generation and answers) -> connecting -> training -> finished; every change of
/// membership, failure or silence leads back to preparing, with a later generation.
/// </remarks>
public sealed class RunMachine
{
    private enum Phase { Gathering, Preparing, Connecting, Training, Over }

    private readonly RunSettings _settings;
    private readonly TimeSpan _gather;
    private readonly SortedDictionary<string, Member> _members = new(StringComparer.Ordinal);
    private readonly SampleLedger _ledger;
    private readonly List<RunEffect> _effects = [];
    private Phase _phase = Phase.Gathering;
    private List<string> _roster = [];
    private CommitPoint _stored;
    private CommitPoint _furthest;
    private DateTimeOffset _disturbed;
    private DateTimeOffset _since;
    private int _fruitless;
    private Stop? _verdict;

    /// <param name="settings">What the run is held to.</param>
    /// <param name="coordinator">This coordinator's fencing token, greater than that of every one before.</param>
    /// <param name="ledger">The run's ledger so far; the machine keeps it up to date with what it orders to be written.</param>
    /// <param name="stored">The newest point that the store holds a checkpoint of.</param>
    /// <param name="succeeds">
    /// Whether it follows on a coordinator of the same cluster: the workers that are left are there, and nobody knows how many.
    /// </param>
    public RunMachine(RunSettings settings, long coordinator, SampleLedger ledger, CommitPoint stored, bool succeeds = false)
    {
        _settings = settings;
        _gather = succeeds ? settings.Answer : settings.Gather;
        _ledger = ledger;
        Generation = new GenerationId(coordinator, ledger.Last.Number);
        _stored = stored;
        _furthest = stored;
    }

    /// <summary>The generation that is being formed or trains.</summary>
    public GenerationId Generation { get; private set; }

    /// <summary>The furthest point that a worker told of.</summary>
    public CommitPoint Furthest => _furthest;

    /// <summary>When <see cref="RunEvent.Ticked"/> is due; null when nothing is waited for.</summary>
    public DateTimeOffset? Deadline { get; private set; }

    /// <summary>What the machine does, in a word.</summary>
    public string PhaseName => _phase.ToString().ToLowerInvariant();

    /// <summary>Who takes part, in the order of their names.</summary>
    public IEnumerable<RunMember> Members => _members.Values.Select(m => new RunMember(m.Hello, m.Heard));

    /// <summary>A worker's rank in the last generation that was connected; -1 when it has none.</summary>
    public int RankOf(string worker) => _phase is Phase.Connecting or Phase.Training ? _roster.IndexOf(worker) : -1;

    /// <summary>Takes an event and returns what to do about it, in order.</summary>
    public IReadOnlyList<RunEffect> Handle(RunEvent happened, DateTimeOffset now)
    {
        _effects.Clear();
        switch (happened)
        {
            case RunEvent.Said(var message): Hear(message, now); break;
            case RunEvent.Lost(var worker, var reason): Lose(worker, reason, now); break;
            case RunEvent.Stored(var point): Keep(point, now); break;
            case RunEvent.StopAsked(var reason): Conclude(finished: false, reason); break;
            case RunEvent.Ticked: Tick(now); break;
        }
        SetDeadline();
        return [.. _effects];
    }

    // A checkpoint beyond the point that a generation is about to start from: its holder is gone, and the store refused the generation.
    private void Keep(CommitPoint point, DateTimeOffset now)
    {
        if (point.CompareTo(_stored) > 0)
            _stored = point;
        if (_phase == Phase.Connecting && _furthest.CompareTo(_stored) < 0)
            Regroup(now);
    }

    private void Hear(IWorkerMessage message, DateTimeOffset now)
    {
        if (_phase == Phase.Over)
        {
            if (message is not Leave)
                Tell(message.Worker, _verdict!);
            return;
        }
        if (!_members.TryGetValue(message.Worker, out var member))
        {
            if (message is Join join)
                Admit(join, now);
            else if (message is not Leave)
                Tell(message.Worker, new Rejoin("the coordinator does not know this worker, or gave it up"));
            return;
        }
        member.Heard = now;
        switch (message)
        {
            case Leave: Lose(message.Worker, "left", now); break;
            // Said again because our answer was lost.
            case Join when _phase == Phase.Preparing && member.Answer is null: Tell(member.Worker, new Prepare(Generation)); break;
            case Alive alive when _phase == Phase.Preparing
                && alive.Generation < Generation:
                Tell(member.Worker, new Prepare(Generation)); break;
            case Prepared answer when _phase == Phase.Preparing && answer.Generation == Generation: Answered(member, answer, now); break;
            case Connected connected when _phase == Phase.Connecting
                && connected.Generation == Generation:
                ConnectedNow(member, now); break;
            case Alive { Point: { } point } alive when alive.Generation == Generation: Advance(member, point); break;
            case Committed committed when committed.Generation == Generation: Advance(member, committed.Point); break;
            case Failed failed when failed.Generation == Generation || failed.Fatal: Break(member, failed, now); break;
        }
    }

    private void Admit(Join join, DateTimeOffset now)
    {
        if (Admission.Refusal(join, _settings, _members.Count) is { } refusal)
        {
            Tell(join.Worker, new Refused(refusal));
            Note($"refused: {refusal}");
            return;
        }
        var member = new Member(join, now);
        _members.Add(join.Worker, member);
        Note($"{member} joined");
        _fruitless = 0;
        if (_phase == Phase.Gathering)
        {
            if (_members.Count == 1)
                _disturbed = now;
            if (_members.Count >= _settings.Workers)
                Regroup(now);
        }
        else if (_phase == Phase.Preparing)
        {
            Tell(member.Worker, new Prepare(Generation));
        }
        else
        {
            Regroup(now);
        }
    }

    private void Lose(string worker, string reason, DateTimeOffset now)
    {
        if (_phase == Phase.Over || !_members.Remove(worker, out var member))
            return;
        Note($"{member} is lost: {reason}");
        _fruitless = 0;
        if (_members.Count == 0)
            _phase = Phase.Gathering;
        else if (_phase == Phase.Preparing)
            ConnectWhenAllAnswered(now);
        else if (_phase is Phase.Connecting or Phase.Training)
            Regroup(now);
    }

    private void Answered(Member member, Prepared answer, DateTimeOffset now)
    {
        member.Answer = answer;
        ConnectWhenAllAnswered(now);
    }

    private void ConnectWhenAllAnswered(DateTimeOffset now)
    {
        if (!_members.Values.All(m => m.Answer is not null))
            return;
        var connect = Rosters.Form(Generation, _members.Values, _roster, _ledger, _stored);
        _roster = [.. connect.Roster.Select(s => s.Worker)];
        _furthest = connect.Point;
        _phase = Phase.Connecting;
        _since = now;
        _ledger.Open(Generation, connect.Point);
        _effects.Add(new RunEffect.OpenGeneration(Generation, connect.Point, _roster));
        foreach (var worker in _roster)
            Tell(worker, connect);
    }

    private void ConnectedNow(Member member, DateTimeOffset now)
    {
        member.Connected = true;
        if (!_members.Values.All(m => m.Connected))
            return;
        _phase = Phase.Training;
        Note($"generation {Generation.Number}: {_members.Count} workers train on from {_furthest}, "
            + $"{(now - _disturbed).TotalSeconds:F1} s after the change");
        // The last worker may be lost between the last update and the end: then there is nothing left to do but to say so.
        if (_furthest.CompareTo(_settings.Last) >= 0)
            ConcludeFinished();
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
            ConcludeFinished();
    }

    private void ConcludeFinished() => Conclude(finished: true, $"all {_settings.Steps} steps are done");

    private void Break(Member member, Failed failed, DateTimeOffset now)
    {
        Note($"{member}: {failed.Reason}");
        if (failed.Fatal)
        {
            Lose(member.Worker, failed.Reason, now);
        }
        else if (++_fruitless >= _settings.FruitlessGenerations)
        {
            Conclude(
                finished: false, $"{_fruitless} generations in a row broke without one update; the last: {failed.Reason}", failed: true);
        }
        else
        {
            Regroup(now);
        }
    }

    private void Tick(DateTimeOffset now)
    {
        if (Deadline is null || now < Deadline)
            return;
        switch (_phase)
        {
            case Phase.Gathering or Phase.Connecting or Phase.Training: Regroup(now); break;
            case Phase.Preparing: GiveUpTheSilent(now); break;
        }
    }

    private void GiveUpTheSilent(DateTimeOffset now)
    {
        foreach (var member in _members.Values.Where(m => m.Answer is null && now >= AnswerDue(m)).ToList())
            Lose(member.Worker, $"no answer within {(now - _since).TotalSeconds:F1} s", now);
    }

    // Forms a later generation from everybody who answers.
    private void Regroup(DateTimeOffset now)
    {
        if (_phase is Phase.Training or Phase.Connecting)
            _disturbed = now;
        Generation = Generation with { Number = Generation.Number + 1 };
        _phase = Phase.Preparing;
        _since = now;
        foreach (var member in _members.Values)
        {
            member.Answer = null;
            member.Connected = false;
            member.Finished = false;
            Tell(member.Worker, new Prepare(Generation));
        }
    }

    private void Conclude(bool finished, string reason, bool failed = false)
    {
        if (_phase == Phase.Over)
            return;
        _phase = Phase.Over;
        // Survivors of the last generation that trained come first in its roster, and each of them is at its newest point or one before.
        _verdict = new Stop(Generation, finished, reason, _roster.Find(_members.ContainsKey) ?? "");
        foreach (var worker in _members.Keys)
            Tell(worker, _verdict);
        _effects.Add(new RunEffect.End(finished, reason, failed));
    }

    // One that says that it lives gets more time: its training thread is within a long pass.
    private DateTimeOffset AnswerDue(Member member)
    {
        var silent = (member.Heard > _since ? member.Heard : _since) + _settings.Answer;
        return silent < _since + _settings.Patience ? silent : _since + _settings.Patience;
    }

    private DateTimeOffset SilenceDue() => _members.Values.Min(m => m.Heard) + _settings.Silence;

    private DateTimeOffset ConnectingDue() => _since + _settings.Connecting is var due && due < SilenceDue() ? due : SilenceDue();

    private void SetDeadline() => Deadline = _phase switch
    {
        Phase.Gathering when _members.Count > 0 => _disturbed + _gather,
        Phase.Preparing => _members.Values.Where(m => m.Answer is null).Min(m => (DateTimeOffset?)AnswerDue(m)),
        Phase.Connecting => ConnectingDue(),
        Phase.Training => SilenceDue(),
        _ => null,
    };

    private void Tell(string worker, ICoordinatorMessage message) => _effects.Add(new RunEffect.Tell(worker, message));

    private void Note(string text) => _effects.Add(new RunEffect.Note(text));
}
