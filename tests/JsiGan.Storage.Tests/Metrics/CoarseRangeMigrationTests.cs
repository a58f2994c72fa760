using JsiGan.Storage.Migrations;
using JsiGan.Testing.Servers;
using Npgsql;

namespace JsiGan.Storage.Tests.Metrics;

/// <summary>Migration 7 sums up what earlier versions of the program measured.</summary>
public sealed class CoarseRangeMigrationTests
{
    private const string Ranges =
        "SELECT concat_ws(' ', metric_id, width, range, count, round(sum::numeric, 6), least, most) FROM jsigan.step_metric_ranges "
        + "ORDER BY metric_id, width, range";

    [Fact]
    public async Task Ranges_of_an_older_database_equal_those_that_are_summed_up_again()
    {
        await using var test = await TestDatabase.CreateAsync();
        await MigrateAsync(test, 6);
        await test.ExecuteAsync(
            """
            INSERT INTO jsigan.runs (name, recipe_name, recipe, recipe_sha256, total_steps) VALUES ('old', 'old', '', '', 5000);
            INSERT INTO jsigan.metric_names (name) VALUES ('loss/rec'), ('loss/adv');
            INSERT INTO jsigan.step_metrics (run_id, metric_id, step, worker, value)
                SELECT run_id, metric_id, each, 0, CASE WHEN each = 1500 THEN 'NaN' ELSE sin(each) END
                FROM jsigan.runs, jsigan.metric_names, generate_series(0, 4999) AS each;
            SELECT jsigan.sum_up_steps(run_id, 0, 5000) FROM jsigan.runs
            """);
        await MigrateAsync(test, 7);
        var migrated = await test.ListAsync<string>(Ranges);
        Assert.Equal(2 * ((4992 / 64) + (4992 / 1024)), migrated.Count);
        await test.ExecuteAsync("SELECT jsigan.sum_up_steps(run_id, 0, 5000) FROM jsigan.runs");
        Assert.Equal(migrated, await test.ListAsync<string>(Ranges));
    }

    private static async Task MigrateAsync(TestDatabase test, int last)
    {
        await using var connection = new NpgsqlConnection(test.ConnectionString);
        await connection.OpenAsync();
        await new Migrator(connection, test.Name, [.. Migration.All.Take(last)]).RunAsync(CancellationToken.None);
    }
}
