using System.Globalization;
using JsiGan.Cli.Tests.Process;
using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Testing;
using Npgsql;

namespace JsiGan.Cli.Tests.Dashboards;

/// <summary>
/// Every panel shows a real run: two workers, one of them killed, scraped by a real Prometheus and stored in a real PostgreSQL.
/// </summary>
public sealed class DashboardTests : IDisposable
{
    // What Grafana puts in place of its own variables.
    private static readonly (string Variable, string Value)[] Ranges = [("__rate_interval", "15s"), ("__range", "10m")];

    // What a dashboard's variables are labels of, as their queries have it.
    private static readonly (string Variable, string Metric)[] Variables =
        [("job", "jsigan_run_info"), ("instance", "jsigan_run_info"), ("rank", "jsigan_rank_seconds_total")];

    private const int SigKill = 9;
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);
    private readonly DatabaseHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Every_panel_has_data_of_a_run_with_a_killed_worker()
    {
        File.WriteAllText(_home.File("tiny.yaml"), TinyRun.Recipe.Replace(
            "stage2: { epochs: 2, patches-per-epoch: 4,", "stage2: { epochs: 100000, patches-per-epoch: 16,", StringComparison.Ordinal));
        var port = Ports.Free();
        using var prometheus = new PrometheusServer(port);
        using var run = _home.Start("train", "tiny.yaml", "--workers", "2", "--metrics-port", port.ToString(CultureInfo.InvariantCulture));
        await prometheus.WaitAsync();
        run.WaitFor<StepMeasured>(step => step.Stage == 2);
        Process.Cli.Signal(run.Workers[0], SigKill);
        run.WaitFor<WorkerLost>();
        run.WaitFor<GenerationStarted>(started => started.Members.Count == 2);
        await RequireDataAsync(prometheus);
        await RequireRowsAsync();
        run.Interrupt();
        Assert.Equal(130, run.Finish().ExitCode);
    }

    private static async Task RequireDataAsync(PrometheusServer prometheus)
    {
        var panels = PanelQuery.Of("expr").Select(query => query.With(Ranges)).ToList();
        Assert.True(panels.Count > 40, "The dashboards have hardly any panels.");
        await RequireDataAsync(prometheus, [.. panels.Select(panel => panel.With(Variables.Select(Everything)))]);
        foreach (var (variable, metric) in Variables)
        {
            var values = await prometheus.ValuesAsync(variable, metric);
            Assert.NotEmpty(values);
            var filtered = panels.Where(panel => panel.Text.Contains($"${variable}", StringComparison.Ordinal));
            await RequireDataAsync(prometheus, [.. from panel in filtered from value in values
                                                   select panel.With((variable, value)).With(Variables.Select(Everything))]);
        }
    }

    private static (string Variable, string Value) Everything((string Variable, string Metric) each) => (each.Variable, ".+");

    private static async Task RequireDataAsync(PrometheusServer prometheus, List<PanelQuery> missing)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (missing.Count > 0 && !deadline.IsCancellationRequested)
        {
            List<PanelQuery> still = [];
            foreach (var query in missing)
            {
                if (!await prometheus.HasDataAsync(query.Text))
                    still.Add(query);
            }

            missing = still;
            await Task.Delay(200);
        }

        var empty = string.Join("; ", missing.Select(query => $"{query.Panel}: {query.Text}"));
        Assert.True(missing.Count == 0, $"Panels without data: {empty}");
    }

    private async Task RequireRowsAsync()
    {
        await using var server = await _home.OpenAsync();
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await ExecuteAsync(connection, "INSERT INTO jsigan.trials (sweep, number, parameters, objective) VALUES ('s', 1, '{}', 31.5)");
        // What Grafana's user may do.
        await ExecuteAsync(connection, "SET ROLE jsigan_reader");
        foreach (var query in PanelQuery.Of("rawSql").Select(query => query.With([("runs", "1"), ("sweep", "s")])))
        {
            await using var command = new NpgsqlCommand(query.Text, connection);
            await using var rows = await command.ExecuteReaderAsync();
            Assert.True(await rows.ReadAsync(), $"{query.Panel} has no rows: {query.Text}");
        }

        await RequireEventsAsync(connection, "worker-joined", "worker-lost", "generation-started");
    }

    // Events are written by a task of their own, which may be behind.
    private static async Task RequireEventsAsync(NpgsqlConnection connection, params string[] kinds)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        HashSet<string> stored = [];
        while (!stored.IsSupersetOf(kinds))
        {
            Assert.False(deadline.IsCancellationRequested, $"Of the events, only {string.Join(", ", stored)} are stored.");
            await using var command = new NpgsqlCommand("SELECT DISTINCT kind FROM jsigan.events", connection);
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
                stored.Add(rows.GetString(0));
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
