using JsiGan.Storage;

namespace JsiGan.Benchmarks.Benches.Storage;

/// <summary>A database of 20 runs with 25 metrics of 20,000 steps each: ten million rows.</summary>
internal static class TenMillionRows
{
    public const int Runs = 20;

    /// <summary>The metrics, those that the dashboards show among them.</summary>
    public static IReadOnlyList<string> Metrics { get; } =
    [
        "learning-rate", "loss/rec", "loss/adv", "loss/dadv", "loss/fm", "loss/dfm", "loss/d1", "loss/d2", "loss/g",
        "gradient-norm/generator", "update-ratio/generator", "weight-norm/generator", "time/data", "time/forward", "time/backward",
        "time/optimizer", "time/communication", "time/compute", .. Enumerable.Range(1, 7).Select(number => $"logit/{number}"),
    ];

    /// <param name="server">Where.</param>
    /// <param name="steps">Steps of each run.</param>
    public static async Task<(string Name, Database Database)> CreateAsync(BenchServer server, int steps)
    {
        var (name, database) = await server.CreateAsync();
        server.Psql(
            name,
            "INSERT INTO jsigan.metric_names (name) VALUES " + string.Join(", ", Metrics.Select(metric => $"('{metric}')")),
            "INSERT INTO jsigan.metric_names (name) VALUES ('validation/psnr')",
            "INSERT INTO jsigan.runs (run_id, name, recipe_name, recipe, recipe_sha256, total_steps, step) OVERRIDING SYSTEM VALUE "
            + $"SELECT r, 'run-' || r, 'bench', '', '', {steps}, {steps} FROM generate_series(1, {Runs}) r",
            "INSERT INTO jsigan.step_metrics (run_id, metric_id, step, worker, value) "
            + $"SELECT r, m.metric_id, s, 0, 1.0 / s FROM generate_series(1, {Runs}) r, generate_series(1, {steps}) s, "
            + "jsigan.metric_names m WHERE m.name <> 'validation/psnr'",
            $"SELECT jsigan.sum_up_steps(r, 1, {steps}) FROM generate_series(1, {Runs}) r",
            "INSERT INTO jsigan.epoch_metrics (run_id, metric_id, stage, epoch, step, value) "
            + $"SELECT r, metric_id, 1, e, e * {steps / 100}, 30 FROM generate_series(1, {Runs}) r, generate_series(1, 100) e, "
            + "jsigan.metric_names WHERE name = 'validation/psnr'",
            $"INSERT INTO jsigan.events (run_id, kind, text) SELECT r, 'note', 'text' FROM generate_series(1, {Runs}) r, "
            + "generate_series(1, 1000)",
            $"INSERT INTO jsigan.trials (sweep, number, run_id, parameters, objective) SELECT 's', r, r, '{{}}', r "
            + $"FROM generate_series(1, {Runs}) r",
            "VACUUM ANALYZE");
        return (name, database);
    }
}
