using JsiGan.Runtime.Files;

namespace JsiGan.Benchmarks.Benches.Storage;

/// <summary>The slowest SQL panel of the dashboards among ten million rows, with every run chosen.</summary>
internal static class PanelQueries
{
    public const string Row = "query.panel";
    private const double Target = 0.2;
    private const int Times = 5;

    public static ResultRow Measure(BenchServer server, string database)
    {
        var runs = string.Join(", ", Enumerable.Range(1, TenMillionRows.Runs));
        var slowest = PanelQuery.Of("rawSql").Max(
            query => Statistics.Median(Enumerable.Range(0, Times).Select(_ => Seconds(query.With(("runs", runs), ("sweep", "s")).Text))));
        return ResultRow.Against(Row, slowest, "s", Target, higherIsBetter: false, Times);

        double Seconds(string sql) => server.PsqlSeconds(database, sql);
    }
}
