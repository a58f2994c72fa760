using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using JsiGan.Protocol.Sweeps;
using JsiGan.Storage.Sweeps;

namespace JsiGan.Runtime.Sweeps;

/// <summary>
/// Carries out a sweep's scheduler on this machine. Each of its decisions is stored, with the trials that it changes, before it is carried
/// out; so a scheduler that is killed at any point goes on as if it had not been.
/// </summary>
/// <param name="plan">The sweep.</param>
/// <param name="database">Where it is.</param>
/// <param name="connectionString">How its runs reach the database.</param>
/// <param name="heard">Called with what happened and the state after it.</param>
/// <param name="time">The clock.</param>
public sealed class SweepRun(
    SweepPlan plan, Storage.Database database, string connectionString, Action<SweepInput, SweepState> heard, TimeProvider time)
{
    private readonly SweepStore _store = new(database);
    private readonly Channel<SweepInput> _inbox = Channel.CreateUnbounded<SweepInput>();
    private SweepMachine _machine = null!;
    private long _scheduler;

    /// <summary>Schedules until the sweep is over.</summary>
    /// <param name="before">What the user asked for beforehand, such as more trials.</param>
    /// <param name="stop">Saves all runs and ends.</param>
    /// <exception cref="FailureException">The database does not answer, or another jsigan has taken the sweep over.</exception>
    public async Task<SweepState> ExecuteAsync(IReadOnlyList<SweepInput> before, CancellationToken stop)
    {
        (_scheduler, var stored) = await _store.TakeOverAsync(plan.Options.Name, CancellationToken.None);
        var state = SweepStateJson.Read(stored.State);
        _machine = new SweepMachine(plan.Settings, plan.Rule, state);
        await using var agent = new LocalAgent(plan, database, connectionString, _inbox.Writer);
        foreach (var report in await StoredReportsAsync(state))
            await HandleAsync(report, agent);

        foreach (var input in before)
            await HandleAsync(input, agent);

        await HandleAsync(new SweepInput.Opened(), agent);
        await using var interrupted = stop.Register(() => _inbox.Writer.TryWrite(new SweepInput.CancelRequested()));
        while (_machine.State.End is null)
            await HandleAsync(await NextAsync(), agent);

        return _machine.State;
    }

    // What was measured, and perhaps not heard before this machine's last scheduler was killed.
    private async Task<List<SweepInput>> StoredReportsAsync(SweepState state)
    {
        var reports = new List<SweepInput>();
        foreach (var trial in state.Trials)
        {
            for (var seed = 1; seed <= trial.Runs.Length; seed++)
            {
                var run = new RunId(trial.Number, seed);
                foreach (var epoch in (await _store.ScoresAsync(plan.FolderOf(run))).GroupBy(score => (score.Stage, score.Epoch)))
                {
                    var scores = epoch.ToDictionary(score => score.Metric, score => score.Value);
                    double[] values = [.. plan.Options.Objectives.Select(
                        objective => scores.GetValueOrDefault($"validation/{objective.Name}", double.NaN))];
                    if (plan.EpochOf(epoch.Key.Stage, epoch.Key.Epoch) is > 0 and var own)
                        reports.Add(new SweepInput.Reported(run, own, values));
                }
            }
        }

        return reports;
    }

    private async Task<SweepInput> NextAsync()
    {
        if (_machine.Deadline is not { } deadline)
            return await _inbox.Reader.ReadAsync();

        var left = deadline - time.GetUtcNow();
        await using var due = time.CreateTimer(
            _ => _inbox.Writer.TryWrite(new SweepInput.Ticked()), null, left > TimeSpan.Zero ? left : TimeSpan.Zero,
            Timeout.InfiniteTimeSpan);
        return await _inbox.Reader.ReadAsync();
    }

    private async Task HandleAsync(SweepInput input, LocalAgent agent)
    {
        var before = _machine.State.Trials.ToDictionary(trial => trial.Number);
        var effects = _machine.Handle(input, time.GetUtcNow());
        var state = _machine.State;
        var changed = state.Trials.Where(trial => before.GetValueOrDefault(trial.Number) != trial).Select(RowOf).ToList();
        if (!await _store.SaveAsync(plan.Options.Name, _scheduler, SweepStateJson.Write(state), EndOf(state), changed))
        {
            throw new FailureException($"Another jsigan has taken over the sweep {plan.Options.Name}; this one ends. Its runs are saved, "
                + "and the other one continues them.");
        }

        heard(input, state);
        foreach (var effect in effects)
            await CarryOutAsync(effect, agent);
    }

    private async Task CarryOutAsync(SweepEffect effect, LocalAgent agent)
    {
        switch (effect)
        {
            case SweepEffect.Suggest(var number):
                var next = plan.Searcher.Next(SweepHistory.Of(_machine.State));
                await _inbox.Writer.WriteAsync(new SweepInput.Suggested(number, next is null ? null : ParametersText.Of(next)));
                break;
            case SweepEffect.Start(var attempt, var parameters): agent.Start(attempt, parameters); break;
            case SweepEffect.Stop(var attempt): await agent.StopAsync(attempt); break;
        }
    }

    private TrialRow RowOf(Trial trial)
    {
        var values = trial.Epoch == 0 ? null : trial.At(trial.Epoch);
        var objectives = new JsonObject();
        foreach (var (objective, value) in plan.Options.Objectives.Zip(values ?? []))
            objectives.Add(objective.Name, double.IsFinite(value) ? value : value.ToString(CultureInfo.InvariantCulture));

        return new TrialRow(
            trial.Number, StateOf(trial), trial.Parameters, objectives.ToJsonString(), values?[0], trial.Epoch, trial.Reason,
            plan.FolderOf(new RunId(trial.Number, 1)));
    }

    private static string StateOf(Trial trial) => trial.State switch
    {
        TrialState.Active => trial.Runs.Any(run => run.HasSlot) ? "running" : "waiting",
        TrialState.Paused => "pruned",
        TrialState.Finished => "finished",
        _ => "failed",
    };

    private static string? EndOf(SweepState state) => state.End?.ToString().ToLowerInvariant();
}
