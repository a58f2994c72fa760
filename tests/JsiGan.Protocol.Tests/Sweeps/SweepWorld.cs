using JsiGan.Protocol.Sweeps;

namespace JsiGan.Protocol.Tests.Sweeps;

/// <summary>
/// A scheduler, its store and the runs' processes. Results are a function of trial, seed and epoch; what happens when is a function of the
/// world's seed. A killed scheduler takes the processes with it; their checkpoints remain.
/// </summary>
internal sealed class SweepWorld
{
    private readonly Random _random;
    private readonly SweepSettings _settings;
    private readonly IRungRule _rule;
    private readonly int _space;
    private readonly Queue<SweepInput> _inbox = [];
    private readonly List<SweepInput> _delivered = [];
    private readonly Dictionary<RunId, RunAttempt> _processes = [];
    private readonly Dictionary<RunId, int> _checkpoints = [];
    private readonly HashSet<RunId> _done = [];
    private SweepMachine _machine;
    private SweepState _stored;
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

    public SweepWorld(int seed, SweepSettings? settings = null, IRungRule? rule = null)
    {
        Seed = seed;
        _random = new Random(seed);
        var epochs = _random.Next(1, 10);
        _settings = settings ?? new SweepSettings
        {
            Trials = _random.Next(1, 9),
            Epochs = epochs,
            Seeds = _random.Next(1, 4),
            Slots = _random.Next(1, 5),
            EpochBudget = _random.Next(2) == 0 ? null : _random.Next(1, 60),
            TimeBudget = _random.Next(4) == 0 ? TimeSpan.FromSeconds(_random.Next(1, 200)) : null,
            FailuresInARow = _random.Next(1, 4),
        };
        _rule = rule ?? new TopHalf([.. Enumerable.Range(1, 9).Where(_ => _random.Next(3) == 0)]);
        _space = settings is null ? _random.Next(1, 12) : int.MaxValue;
        _stored = SweepState.New(_settings);
        _machine = new SweepMachine(_settings, _rule);
    }

    public int Seed { get; }

    /// <summary>Chances of each step, in percent.</summary>
    public (int Kill, int Loss, int Failure, int Duplicate) Chances { get; init; } = (2, 3, 1, 5);

    /// <summary>How many suggestions were asked for.</summary>
    public int Asked { get; private set; }

    public SweepState State => _stored;

    /// <summary>Runs to the sweep's end.</summary>
    public SweepWorld Run()
    {
        Deliver(new SweepInput.Opened());
        for (var step = 0; _stored.End is null; step++)
        {
            Require(step < 20_000, "the sweep does not end");
            _now += TimeSpan.FromMilliseconds(_random.Next(1, 1000));
            if (Happens(Chances.Kill))
                Restart();
            else if (Happens(Chances.Duplicate) && _delivered.Count > 0)
                Deliver(_delivered[_random.Next(_delivered.Count)]);
            else if (_inbox.Count > 0 && _random.Next(2) == 0)
                Deliver(_inbox.Dequeue());
            else if (_processes.Count > 0)
                Advance(_processes.Keys.OrderBy(run => run.Trial).ThenBy(run => run.Seed).ElementAt(_random.Next(_processes.Count)));
            else if (_machine.Deadline is not null || _inbox.Count == 0)
                Deliver(new SweepInput.Ticked());
        }

        RequireEnd();
        return this;
    }

    private void Advance(RunId run)
    {
        if (Happens(Chances.Loss))
            EndProcess(run, new SweepInput.Lost(_processes[run]));
        else if (Happens(Chances.Failure))
            EndProcess(run, new SweepInput.Failed(_processes[run], "it failed"));
        else if (_checkpoints[run] == _settings.Epochs)
            EndProcess(run, new SweepInput.Finished(_processes[run]));
        else if (!_inbox.OfType<SweepInput.Reported>().Any(reported => reported.Run == run))
            Train(run);
    }

    // A run does not begin an epoch before the scheduler has heard of the last one.
    private void Train(RunId run)
    {
        var epoch = ++_checkpoints[run];
        var trial = _machine.State.Trials.Single(trial => trial.Number == run.Trial);
        Require(epoch <= trial.Target, $"{run} trains epoch {epoch}, beyond its trial's target {trial.Target}");
        Require(_settings.EpochBudget is not { } budget || _checkpoints.Values.Sum() <= budget, "the budget of epochs is exceeded");
        _inbox.Enqueue(Report(run, epoch));
    }

    private static SweepInput.Reported Report(RunId run, int epoch) =>
        new(run, epoch, [((run.Trial * 7919) % 31) + (0.1 * run.Seed) + epoch]);

    private void EndProcess(RunId run, SweepInput how)
    {
        _processes.Remove(run);
        _inbox.Enqueue(how);
    }

    // What was measured is read from the database again; messages under way are lost.
    private void Restart()
    {
        _processes.Clear();
        _inbox.Clear();
        _machine = new SweepMachine(_settings, _rule, _stored);
        foreach (var (run, epochs) in _checkpoints)
        {
            for (var epoch = 1; epoch <= epochs; epoch++)
                CarryOut(_machine.Handle(Report(run, epoch), _now));
        }

        Deliver(new SweepInput.Opened());
    }

    private void Deliver(SweepInput input)
    {
        if (input is not SweepInput.Opened)
            _delivered.Add(input);

        var effects = _machine.Handle(input, _now);
        _stored = _machine.State;
        if (input is SweepInput.Finished(var finished))
            _done.Add(finished.Run);

        // Killed between the store and the effects.
        if (Happens(Chances.Kill))
            Restart();
        else
            CarryOut(effects);
    }

    private void CarryOut(IReadOnlyList<SweepEffect> effects)
    {
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case SweepEffect.Suggest(var trial):
                    Asked++;
                    _inbox.Enqueue(new SweepInput.Suggested(trial, trial <= _space ? $"p{trial}" : null));
                    break;
                case SweepEffect.Start(var attempt, var parameters): Start(attempt, parameters); break;
                case SweepEffect.Stop(var attempt):
                    _processes.Remove(attempt.Run);
                    _inbox.Enqueue(new SweepInput.Stopped(attempt));
                    break;
            }
        }
    }

    private void Start(RunAttempt attempt, string parameters)
    {
        var run = attempt.Run;
        Require(!_done.Contains(run), $"{run} starts after it has finished");
        Require(parameters == $"p{run.Trial}", $"{run} starts with {parameters}");
        _checkpoints.TryAdd(run, 0);
        _processes[run] = attempt;
        Require(_processes.Count <= _settings.Slots, $"{_processes.Count} runs have {_settings.Slots} slots");
    }

    private void RequireEnd()
    {
        Require(_processes.Count == 0, "runs go on after the end");
        Require(_stored.Trials.Select(trial => trial.Number).SequenceEqual(Enumerable.Range(1, _stored.Trials.Length)), "a trial is lost");
        var isOutOfTime = _settings.TimeBudget is { } budget && _stored.Spent >= budget;
        if (_stored.End == SweepEnd.Completed && !isOutOfTime)
            Require(_stored.Trials.All(trial => trial.State != TrialState.Active), "an active trial is left");

        foreach (var trial in _stored.Trials.Where(trial => trial.State == TrialState.Finished))
            Require(trial.At(_settings.Epochs) is not null, "a finished trial has no result");
    }

    private bool Happens(int percent) => _random.Next(100) < percent;

    private void Require(bool condition, string fault) => Assert.True(condition, $"seed {Seed}: {fault}");
}
