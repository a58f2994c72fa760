using System.Net;
using System.Net.Sockets;
using JsiGan.Node.Telemetry;
using JsiGan.Training;
using Prometheus;

namespace JsiGan.Node.Tests.Telemetry;

public sealed class TrainingMetricsTests
{
    private static readonly TrainingPosition Position = new(2, 3, 4, 50, 200, 100);

    private static readonly StepReport Report = new(
        [("rec", 0.25), ("adv", 2)], [("generator", 1.5)], 1e-6, TimeSpan.FromMilliseconds(3), TimeSpan.FromSeconds(1), TimeSpan.Zero, 4);

    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();

    [Fact]
    public async Task A_step_is_told_in_full()
    {
        var metrics = new TrainingMetrics(_registry);
        metrics.Plan(100);
        metrics.Step(Position, Report);
        metrics.Step(Position, Report);
        metrics.Validation(2, 39.5);
        var lines = await Exposed();
        string[] expected =
        [
            "jsigan_train_steps_total{stage=\"2\"} 2",
            "jsigan_train_steps_planned 100",
            "jsigan_train_patches_total 8",
            "jsigan_train_loss{term=\"rec\"} 0.25",
            "jsigan_train_loss{term=\"adv\"} 2",
            "jsigan_train_gradient_norm{network=\"generator\"} 1.5",
            "jsigan_train_epoch{stage=\"2\"} 3",
            "jsigan_validation_psnr_decibels{stage=\"2\"} 39.5",
            "jsigan_train_step_seconds_count{part=\"data\"} 2",
            "jsigan_train_step_seconds_sum{part=\"compute\"} 2",
        ];
        Assert.All(expected, line => Assert.Contains(line, lines));
    }

    [Fact]
    public async Task Every_name_has_the_prefix_and_a_help_text()
    {
        _ = new TrainingMetrics(_registry);
        var lines = await Exposed();
        var names = lines.Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]).ToList();
        Assert.Equal(9, names.Count);
        Assert.All(names, name => Assert.Matches("^jsigan_[a-z_]+$", name));
        Assert.All(names, name => Assert.Contains(
            lines, line => line.StartsWith($"# HELP {name} ", StringComparison.Ordinal) && line.EndsWith('.')));
    }

    [Fact]
    public async Task The_endpoint_serves_them_and_frees_its_port()
    {
        var port = FreePort();
        new TrainingMetrics(_registry).Plan(7);
        using (new MetricsEndpoint(port, _registry))
        {
            using var client = new HttpClient();
            var page = await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/metrics"));
            Assert.Contains("jsigan_train_steps_planned 7", page, StringComparison.Ordinal);
        }

        using var again = new MetricsEndpoint(port, _registry);
    }

    [Fact]
    public void A_taken_port_is_a_failure_that_names_it()
    {
        using var taken = new TcpListener(IPAddress.Any, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var fault = Assert.Throws<FailureException>(() => new MetricsEndpoint(port, _registry));
        Assert.Contains($"port {port}", fault.Message, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Any, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task<string[]> Exposed()
    {
        using var text = new MemoryStream();
        await _registry.CollectAndExportAsTextAsync(text, default);
        return System.Text.Encoding.UTF8.GetString(text.ToArray()).Split('\n');
    }
}
