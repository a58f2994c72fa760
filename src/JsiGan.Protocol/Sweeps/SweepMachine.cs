using System.Collections.Immutable;

namespace JsiGan.Protocol.Sweeps;

/// <summary>
/// The scheduler's decisions: which trial is proposed, started, paused at a rung, continued or given up, and when the sweep is over. A pure
/// state machine: its input is what happened and the time, its output is what to do.
/// </summary>
/// <remarks>
/// A free slot goes to a run of an active trial, else to a paused trial that the rule promotes by now, else to a new trial. A run never
/// does more epochs than its trial's target, which is the next rung or the end, so that budgets hold exactly.
/// </remarks>
public sealed class SweepMachine
{
    private readonly SweepSettings _settings;
    private readonly IRungRule _rule;
    private readonly List<Trial> _trials;
    private readonly List<SweepEffect> _effects = [];
    private SweepState _state;
    private DateTimeOffset? _last;
    private int _asked;
    private bool _cancelled;

    /// <param name="settings">What the sweep may spend.</param>
    /// <param name="rule">Stops trials early.</param>
    /// <param name="state">The stored state; null for a new sweep.</param>
    public SweepMachine(SweepSettings settings, IRungRule rule, SweepState? state = null)
    {
        (_settings, _rule, _state) = (settings, rule, state ?? SweepState.New(settings));
        _trials = [.. _state.Trials];
    }

    /// <summary>The state to store before the effects are carried out.</summary>
    public SweepState State => _state with { Trials = [.. _trials] };

    /// <summary>When <see cref="SweepInput.Ticked"/> is due; null without a budget of time.</summary>
    public DateTimeOffset? Deadline =>
        _state.End is null && _last is { } last && _settings.TimeBudget is { } budget ? last + (budget - _state.Spent) : null;

    /// <summary>Takes an input and returns what to do about it, in order.</summary>
    public IReadOnlyList<SweepEffect> Handle(SweepInput input, DateTimeOffset now)
    {
        _effects.Clear();
        Count(now);
        switch (input)
        {
            case SweepInput.Opened: Open(now); break;
            case SweepInput.Suggested suggested: Add(suggested); break;
            case SweepInput.Reported reported: Record(reported); break;
            case SweepInput.Finished(var attempt): Finish(attempt); break;
            case SweepInput.Failed(var attempt, var reason): Fail(attempt, reason); break;
            case SweepInput.Stopped(var attempt): Release(attempt); break;
            case SweepInput.Lost(var attempt): Lose(attempt); break;
            case SweepInput.CancelRequested: _cancelled = true; break;
            case SweepInput.RetryRequested(var trial): Retry(trial); break;
            case SweepInput.Extended(var trials): Extend(trials); break;
        }

        if (_last is not null && _state.End is null)
            GoOn();

        return [.. _effects];
    }

    private bool IsStopping => _cancelled || IsFailing || IsOutOfTime;

    private bool IsFailing => _state.FailuresInARow >= _settings.FailuresInARow;

    private bool IsOutOfTime => _settings.TimeBudget is { } budget && _state.Spent >= budget;

    private int FreeSlots => _settings.Slots - _trials.Sum(trial => trial.Runs.Count(run => run.HasSlot));

    // Time between two inputs counts while the sweep is open.
    private void Count(DateTimeOffset now)
    {
        if (_last is { } last && _state.End is null)
            _state = _state with { Spent = _state.Spent + (now - last) };

        _last = _last is null ? null : now;
    }

    private void Open(DateTimeOffset now)
    {
        _last = now;
        _asked = 0;
        _cancelled = false;
        _state = _state with { End = null, FailuresInARow = IsFailing ? 0 : _state.FailuresInARow };
        foreach (var trial in _trials)
        {
            foreach (var (run, index) in trial.Runs.Select((run, index) => (run, index)))
            {
                var attempt = new RunAttempt(new RunId(trial.Number, index + 1), run.Attempts);
                if (run.Phase == RunPhase.Running)
                    _effects.Add(new SweepEffect.Start(attempt, trial.Parameters));
                else if (run.Phase == RunPhase.Stopping)
                    _effects.Add(new SweepEffect.Stop(attempt));
            }
        }
    }

    private void Add(SweepInput.Suggested suggested)
    {
        if (suggested.Trial != _asked)
            return;

        _asked = 0;
        if (suggested.Parameters is not { } parameters)
            _state = _state with { IsExhausted = true };
        else
            _trials.Add(new Trial(suggested.Trial, parameters, TrialState.Active, Next(0), "", [.. Fresh()]));
    }

    private IEnumerable<TrialRun> Fresh() => Enumerable.Repeat(TrialRun.New, _settings.Seeds);

    private void Record(SweepInput.Reported reported)
    {
        if (Find(reported.Run) is not { } found || found.Run.Reports.ContainsKey(reported.Epoch) || reported.Epoch > found.Trial.Target)
            return;

        var trial = Put(reported.Run, found.Run with { Reports = found.Run.Reports.Add(reported.Epoch, [.. reported.Objectives]) });
        if (trial.State != TrialState.Active || reported.Epoch != trial.Target || trial.Target == _settings.Epochs)
            return;

        if (trial.At(trial.Target) is null)
            Stop(reported.Run);
        else if (PromotedAt(trial.Target).Contains(trial.Number))
            Promote(trial);
        else
            Pause(trial);
    }

    private void Finish(RunAttempt attempt)
    {
        if (Find(attempt) is not { } found)
            return;

        var trial = Put(attempt.Run, found.Run with { Phase = RunPhase.Finished });
        if (!trial.Runs.All(run => run.Phase == RunPhase.Finished))
            return;

        if (trial.At(_settings.Epochs) is not { } values)
            Fail(trial, $"it ended without its objectives after epoch {_settings.Epochs}");
        else if (!values.All(double.IsFinite))
            Fail(trial, $"its objectives are {string.Join(" and ", values)}, expected finite numbers");
        else
            Succeed(trial with { State = TrialState.Finished });
    }

    private void Fail(RunAttempt attempt, string reason)
    {
        if (Find(attempt) is { } found)
            Fail(Put(attempt.Run, found.Run with { Phase = RunPhase.Held }), reason);
    }

    private void Fail(Trial trial, string reason)
    {
        if (trial.State == TrialState.Failed)
            return;

        Set(trial with { State = TrialState.Failed, Reason = reason });
        _state = _state with { FailuresInARow = _state.FailuresInARow + 1 };
        StopRuns(trial.Number);
    }

    private void Succeed(Trial trial)
    {
        Set(trial);
        _state = _state with { FailuresInARow = 0 };
    }

    private void Release(RunAttempt attempt)
    {
        if (Find(attempt) is not { } found)
            return;

        var goesOn = found.Trial.State == TrialState.Active && IsDue(found.Trial, found.Run);
        Put(attempt.Run, found.Run with { Phase = goesOn ? RunPhase.Waiting : RunPhase.Held });
    }

    private void Lose(RunAttempt attempt)
    {
        if (Find(attempt) is not { } found)
            return;

        var lost = found.Run with { Losses = found.Run.Losses + 1 };
        Put(attempt.Run, lost);
        if (lost.Losses >= _settings.Losses)
            Fail(attempt, $"its process or machine was lost {lost.Losses} times");
        else
            Release(attempt);
    }

    private void Retry(int number)
    {
        if (_trials.Find(trial => trial.Number == number) is not { State: TrialState.Failed } trial)
            return;

        // Those that have a slot are stopping, and wait afterwards.
        var runs = trial.Runs.Select(run => run.Phase == RunPhase.Held && IsDue(trial, run)
            ? run with { Phase = RunPhase.Waiting, Losses = 0 } : run).ToImmutableArray();
        var active = trial with { State = TrialState.Active, Reason = "", Runs = runs };
        if (runs.All(run => run.Phase == RunPhase.Finished) || !Affords(Claim(active) - Claim(trial)))
            return;

        Set(active);
        _state = _state with { End = null, FailuresInARow = 0 };
    }

    private void Extend(int trials) => _state = _state with
    {
        MostTrials = Math.Max(_state.MostTrials, trials),
        End = _state.End == SweepEnd.Completed ? null : _state.End,
    };

    // Fills free slots; ends the sweep when nothing runs and nothing is left to do.
    private void GoOn()
    {
        if (IsStopping)
        {
            foreach (var trial in _trials.ToList())
                StopRuns(trial.Number);
        }
        else
        {
            while (FreeSlots > 0 && StartOne())
            {
            }
        }

        if (FreeSlots == _settings.Slots && (_asked == 0 || IsStopping))
            End(_cancelled ? SweepEnd.Cancelled : IsFailing ? SweepEnd.Failing : SweepEnd.Completed);
    }

    private void End(SweepEnd reason)
    {
        _state = _state with { End = reason };
        _effects.Add(new SweepEffect.End(reason));
    }

    private bool StartOne()
    {
        foreach (var trial in _trials.Where(trial => trial.State == TrialState.Active))
        {
            var index = trial.Runs.IndexOf(trial.Runs.FirstOrDefault(run => run.Phase == RunPhase.Waiting)!);
            if (index < 0)
                continue;

            var id = new RunId(trial.Number, index + 1);
            var run = trial.Runs[index] with { Phase = RunPhase.Running, Attempts = trial.Runs[index].Attempts + 1 };
            Put(id, run);
            _effects.Add(new SweepEffect.Start(new RunAttempt(id, run.Attempts), trial.Parameters));
            return true;
        }

        if (PausedToGoOn() is { } promoted)
        {
            Promote(promoted);
            return true;
        }

        if (_asked == 0 && !_state.IsExhausted && _trials.Count < _state.MostTrials && Affords(Next(0) * _settings.Seeds))
        {
            _asked = _trials.Count + 1;
            _effects.Add(new SweepEffect.Suggest(_asked));
        }

        return false;
    }

    // From the highest rung down.
    private Trial? PausedToGoOn()
    {
        foreach (var rung in _trials.Where(trial => trial.State == TrialState.Paused).GroupBy(trial => trial.Target)
            .OrderByDescending(rung => rung.Key))
        {
            var promoted = PromotedAt(rung.Key);
            if (rung.FirstOrDefault(trial => promoted.Contains(trial.Number)) is { } found)
                return found;
        }

        return null;
    }

    // None if the budget does not reach to the next rung.
    private IReadOnlySet<int> PromotedAt(int rung)
    {
        if (!Affords((Next(rung) - rung) * _settings.Seeds))
            return new HashSet<int>();

        var values = new SortedDictionary<int, IReadOnlyList<double>>();
        foreach (var other in _trials)
        {
            if (other.At(rung) is { } reached)
                values.Add(other.Number, reached);
        }

        return _rule.Promoted(rung, values);
    }

    private void Promote(Trial trial)
    {
        var target = Next(trial.Target);
        Succeed(trial with
        {
            State = TrialState.Active,
            Target = target,
            Runs = [.. trial.Runs.Select(run => run.Phase == RunPhase.Held ? run with { Phase = RunPhase.Waiting } : run)],
        });
    }

    private void Pause(Trial trial)
    {
        Succeed(trial with { State = TrialState.Paused });
        StopRuns(trial.Number);
    }

    // A run whose process was lost after its last epoch still has to finish.
    private bool IsDue(Trial trial, TrialRun run) => run.Epoch < trial.Target || trial.Target == _settings.Epochs;

    private int Next(int epoch) => _rule.Rungs.Where(rung => rung > epoch && rung < _settings.Epochs).Append(_settings.Epochs).First();

    // Epochs of the budget that no trial has done or may do; one that is being suggested may do those before the first rung.
    private bool Affords(long epochs) => _settings.EpochBudget is not { } budget
        || _trials.Sum(Claim) + (_asked == 0 ? 0 : Next(0) * _settings.Seeds) + epochs <= budget;

    private static long Claim(Trial trial) => trial.State is TrialState.Active or TrialState.Paused
        ? (long)trial.Target * trial.Runs.Length
        // A run that is stopping may have done epochs that it has not reported.
        : trial.Runs.Sum(run => (long)(run.HasSlot ? trial.Target : run.Epoch));

    private void StopRuns(int number)
    {
        for (var seed = 1; seed <= _settings.Seeds; seed++)
            Stop(new RunId(number, seed));
    }

    private void Stop(RunId id)
    {
        if (Find(id) is not { Run.Phase: RunPhase.Running } found)
            return;

        Put(id, found.Run with { Phase = RunPhase.Stopping });
        _effects.Add(new SweepEffect.Stop(new RunAttempt(id, found.Run.Attempts)));
    }

    // The run of its newest process, while that one is not known to have ended.
    private (Trial Trial, TrialRun Run)? Find(RunAttempt attempt) =>
        Find(attempt.Run) is { Run.HasSlot: true } found && found.Run.Attempts == attempt.Number ? found : null;

    private (Trial Trial, TrialRun Run)? Find(RunId id) =>
        _trials.Find(trial => trial.Number == id.Trial) is { } trial && id.Seed >= 1 && id.Seed <= trial.Runs.Length
            ? (trial, trial.Runs[id.Seed - 1])
            : null;

    private Trial Put(RunId id, TrialRun run)
    {
        var trial = _trials.Find(each => each.Number == id.Trial)!;
        return Set(trial with { Runs = trial.Runs.SetItem(id.Seed - 1, run) });
    }

    private Trial Set(Trial trial)
    {
        _trials[_trials.FindIndex(each => each.Number == trial.Number)] = trial;
        return trial;
    }
}
