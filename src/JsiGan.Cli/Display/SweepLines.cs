using System.Globalization;
using JsiGan.Protocol.Sweeps;
using JsiGan.Runtime.Sweeps;

namespace JsiGan.Cli.Display;

/// <summary>What happens in a sweep, a line each.</summary>
public sealed class SweepLines(SweepPlan plan, TextWriter output)
{
    private readonly Dictionary<int, TrialState> _known = [];

    /// <summary>Shows an input of the scheduler, and what became of its trials.</summary>
    public void Show(SweepInput input, SweepState state)
    {
        switch (input)
        {
            case SweepInput.Reported report when IsNew(report, state):
                Write(report.Run, $"epoch {report.Epoch} of {plan.Epochs}: {Values(report.Objectives)}");
                break;
            case SweepInput.Lost(var attempt): Write(attempt.Run, "lost its process; it goes on from its newest checkpoint"); break;
        }

        foreach (var trial in state.Trials)
        {
            if (_known.TryGetValue(trial.Number, out var known) && known == trial.State)
                continue;

            _known[trial.Number] = trial.State;
            output.WriteLine($"trial {trial.Number} {TextOf(trial)}");
        }
    }

    private static bool IsNew(SweepInput.Reported report, SweepState state) =>
        state.Trials.Any(trial => trial.Number == report.Run.Trial && trial.Runs[report.Run.Seed - 1].Epoch == report.Epoch);

    private void Write(RunId run, string text) =>
        output.WriteLine($"trial {run.Trial}{(plan.Options.Seeds == 1 ? "" : $", seed {run.Seed}")}: {text}");

    private string Values(IEnumerable<double> values) => string.Join(", ", plan.Options.Objectives.Zip(values, (objective, value) =>
        string.Create(CultureInfo.InvariantCulture, $"{objective.Name} {value:G6}")));

    private static string TextOf(Trial trial) => trial.State switch
    {
        TrialState.Active => $"trains {ParametersText.Read(trial.Parameters)}",
        TrialState.Paused => $"is stopped after epoch {trial.Epoch}",
        TrialState.Finished => "is finished",
        _ => $"failed: {trial.Reason}",
    };
}
