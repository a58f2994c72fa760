using System.Globalization;
using JsiGan.Runtime.Files;
using JsiGan.Runtime.Observers;
using Spectre.Console;

namespace JsiGan.Benchmarks.Measuring;

/// <summary>The rows of a benchmark for people: ours, the reference, and the ratio of the medians.</summary>
public static class ResultTable
{
    public static Table Of(IReadOnlyList<ResultRow> rows)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("row")
            .AddColumn(new TableColumn("jsigan").RightAligned())
            .AddColumn(new TableColumn("reference").RightAligned())
            .AddColumn(new TableColumn("ratio").RightAligned())
            .AddColumn(new TableColumn("runs").RightAligned());
        foreach (var row in rows)
        {
            table.AddRow(
                row.Name,
                Quantity(row.Value, row.Unit),
                row.Reference is { } reference ? Quantity(reference, row.Unit) : "-",
                row.Ratio is { } ratio
                    ? (ratio >= 1 ? "[green]" : "[red]") + ratio.ToString("F2", CultureInfo.InvariantCulture) + "[/]"
                    : "-",
                row.Runs.ToString(CultureInfo.InvariantCulture));
        }

        return table.Caption("ratio: above 1 is better");
    }

    private static string Quantity(object value, string unit) => (value, unit) switch
    {
        (double number, "By") => Humanize.Bytes(number),
        (double number, _) => FormattableString.Invariant($"{number:F3} {unit}"),
        _ => value.ToString() ?? "",
    };
}
