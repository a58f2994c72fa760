using System.Globalization;
using JsiGan.Runtime.Sweeps;

namespace JsiGan.Cli.Display;

/// <summary>A sweep's trials, best first.</summary>
public static class SweepTable
{
    public static Table Of(SweepOptions options, SweepResults results)
    {
        var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape($"sweep {options.Name}")).AddColumn("trial");
        foreach (var parameter in options.Parameters)
            table.AddColumn(new TableColumn(Markup.Escape(parameter.Key)).RightAligned());

        foreach (var objective in options.Objectives)
            table.AddColumn(new TableColumn(objective.Name).RightAligned());

        table.AddColumn(new TableColumn("epochs").RightAligned()).AddColumn("state");
        foreach (var trial in results.Trials)
        {
            var number = trial.Number.ToString(CultureInfo.InvariantCulture);
            table.AddRow(
            [
                trial.IsBest ? $"[bold green]{number}[/]" : number,
                .. options.Parameters.Select(parameter => Markup.Escape(trial.Parameters.Find(parameter.Key) ?? "-")),
                .. trial.Values.Count == 0
                    ? options.Objectives.Select(_ => "-")
                    : trial.Values.Zip(trial.Spread, (value, spread) => Value(value, options.Seeds == 1 ? null : spread)),
                trial.Epochs.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(trial.State),
            ]);
        }

        return table;
    }

    /// <summary>Which parameters mattered, one line.</summary>
    public static string ImportanceOf(SweepResults results) => string.Join(", ", results.Importance.OrderByDescending(each => each.Share)
        .Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Key} {each.Share:P0}")));

    private static string Value(double value, double? spread) => spread is null
        ? value.ToString("G6", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{value:G6} ± {spread:G2}");
}
