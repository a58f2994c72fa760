using System.Globalization;
using JsiGan.Runtime.Sweeps;

namespace JsiGan.Cli.Display;

/// <summary>A sweep's trials, best first.</summary>
public static class SweepTable
{
    public static Table Of(SweepOptions options, SweepResults results)
    {
        var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape($"sweep {options.Name}")).AddColumn("trial");
        var published = options.Objectives.Where(
            objective => options.Cases.Any(each => each.Published.ContainsKey(objective.Name))).ToList();
        foreach (var parameter in options.Parameters)
            table.AddColumn(new TableColumn(Markup.Escape(parameter.Key)).RightAligned());

        foreach (var objective in options.Objectives)
            table.AddColumn(new TableColumn(objective.Name).RightAligned());

        foreach (var objective in published)
            table.AddColumn(new TableColumn($"{objective.Name}, published").RightAligned());

        table.AddColumn(new TableColumn("epochs").RightAligned()).AddColumn("state");
        foreach (var trial in results.Trials)
        {
            var number = options.Cases.Count > 0
                ? Markup.Escape(options.Cases[trial.Number - 1].Name) : trial.Number.ToString(CultureInfo.InvariantCulture);
            table.AddRow(
            [
                trial.IsBest ? $"[bold green]{number}[/]" : number,
                .. options.Parameters.Select(parameter => Markup.Escape(trial.Parameters.Find(parameter.Key) ?? "-")),
                .. trial.Values.Count == 0
                    ? options.Objectives.Select(_ => "-")
                    : trial.Values.Zip(trial.Spread, (value, spread) => Value(value, options.Seeds == 1 ? null : spread)),
                .. published.Select(objective => options.Cases[trial.Number - 1].Published.TryGetValue(objective.Name, out var value)
                    ? Value(value, spread: null) : "-"),
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
