using System.Globalization;
using System.Text;
using JsiGan.Protocol.Sweeps;
using JsiGan.Runtime.Files;
using JsiGan.Search.Importance;
using JsiGan.Search.Pareto;
using JsiGan.Search.Spaces;
using JsiGan.Search.Trials;

namespace JsiGan.Runtime.Sweeps;

/// <summary>A trial in a table of results.</summary>
/// <param name="Number">Its number.</param>
/// <param name="State">active, stopped early, finished, or failed with the reason.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Values">Means of the objectives over its runs after the last epoch that all have measured; empty before the first.</param>
/// <param name="Spread">Half the range of each objective over its runs; 0 with one run.</param>
/// <param name="Epochs">That epoch.</param>
/// <param name="IsBest">Whether no finished trial is better in all objectives.</param>
public sealed record TrialResult(
    int Number, string State, Assignment Parameters, IReadOnlyList<double> Values, IReadOnlyList<double> Spread, int Epochs, bool IsBest);

/// <summary>What came of a sweep: its trials, best first, and which parameters mattered.</summary>
public sealed class SweepResults
{
    private readonly SweepOptions _options;

    public SweepResults(SweepOptions options, SweepState state)
    {
        _options = options;
        var best = BestOf(state);
        Trials =
        [
            .. state.Trials.Select(trial => ResultOf(trial, best.Contains(trial.Number)))
                .OrderBy(trial => trial.Values.Count == 0).ThenByDescending(trial => trial.Epochs)
                .ThenBy(trial => trial.Values.Count == 0 ? 0 : options.Objectives[0].Loss(trial.Values[0])).ThenBy(trial => trial.Number),
        ];
        Importance = ParameterImportance.Of(
            new SearchSpace(options.Parameters), options.Objectives, objective: 0, SweepHistory.Of(state), options.SearchSeed);
    }

    /// <summary>Those that trained longest first, by the first objective.</summary>
    public IReadOnlyList<TrialResult> Trials { get; }

    /// <summary>Shares of the parameters in the variation of the first objective; equal where too little was measured.</summary>
    public IReadOnlyList<ParameterShare> Importance { get; }

    /// <summary>A line a trial, with a header; texts in double quotes where they need them (RFC 4180).</summary>
    public string ToCsv()
    {
        var text = new StringBuilder();
        var objectives = _options.Objectives.SelectMany(each => (string[])[each.Name, $"{each.Name}-spread"]);
        text.AppendJoin(',', (string[])["trial", "state", .. Keys, .. objectives, "epochs", "best"]).Append('\n');
        foreach (var trial in Trials)
        {
            string[] cells =
            [
                trial.Number.ToString(CultureInfo.InvariantCulture), trial.State, .. Keys.Select(key => trial.Parameters.Find(key) ?? ""),
                .. trial.Values.Zip(trial.Spread).SelectMany(each => (string[])[Number(each.First), Number(each.Second)]),
                .. Enumerable.Repeat("", trial.Values.Count == 0 ? 2 * _options.Objectives.Count : 0),
                trial.Epochs.ToString(CultureInfo.InvariantCulture), trial.IsBest ? "yes" : "no",
            ];
            text.AppendJoin(',', cells.Select(Quoted)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Rows for `--json`: sweep.TRIAL.OBJECTIVE.</summary>
    public IReadOnlyList<ResultRow> ToRows() =>
    [
        .. from trial in Trials
           from value in _options.Objectives.Zip(trial.Values)
           select ResultRow.Alone(
               FormattableString.Invariant($"sweep.{trial.Number}.{value.First.Name}"), value.Second, UnitOf(value.First),
               value.First.Goal == Goal.Maximise, _options.Seeds),
    ];

    private IEnumerable<string> Keys => _options.Parameters.Select(parameter => parameter.Key);

    private HashSet<int> BestOf(SweepState state)
    {
        var finished = state.Trials.Where(trial => trial.State == Protocol.Sweeps.TrialState.Finished).ToList();
        var losses = finished.Select(trial =>
            _options.Objectives.Zip(trial.At(trial.Epoch)!, (objective, value) => objective.Loss(value)).ToArray());
        var ranks = NonDominatedSort.Ranks([.. losses]);
        return [.. finished.Where((_, index) => ranks[index] == 0).Select(trial => trial.Number)];
    }

    private static TrialResult ResultOf(Trial trial, bool isBest)
    {
        var epoch = trial.Epoch;
        var values = epoch == 0 ? [] : trial.At(epoch) ?? [];
        double[] spread =
        [
            .. values.Select((_, i) => trial.Runs.Max(run => run.Reports[epoch][i]) - trial.Runs.Min(run => run.Reports[epoch][i]))
                .Select(range => range / 2),
        ];
        return new TrialResult(
            trial.Number, StateOf(trial), ParametersText.Read(trial.Parameters), values, spread, epoch, isBest);
    }

    private static string StateOf(Trial trial) => trial.State switch
    {
        Protocol.Sweeps.TrialState.Active => "active",
        Protocol.Sweeps.TrialState.Paused => "stopped early",
        Protocol.Sweeps.TrialState.Finished => "finished",
        _ => $"failed: {trial.Reason}",
    };

    private static string UnitOf(Objective objective) => objective.Name == SweepObjectives.Psnr.Name ? "dB" : "1";

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
