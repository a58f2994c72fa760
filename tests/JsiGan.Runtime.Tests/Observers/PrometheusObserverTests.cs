using System.Net;
using System.Net.Sockets;
using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Runtime.Events;
using JsiGan.Runtime.Observers;
using JsiGan.Training.Recipes;
using JsiGan.Web;
using Prometheus;

namespace JsiGan.Runtime.Tests.Observers;

public sealed class PrometheusObserverTests
{
    private static readonly Recipe Recipe = new();
    private static readonly GenerationId Generation = new(1, 2);
    private static readonly WorkerIdentity Worker = new("worker-1", "host", "cpu");

    private static readonly StepMeasured Step = new(
        "worker-1", Generation, 50, 2, 3, 1e-6, [new("rec", 0.25), new("adv", 2)], [new("generator", 1.5)], 0.003, 1, 0);

    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();

    [Fact]
    public async Task Steps_validations_losses_and_recoveries_are_exported()
    {
        var metrics = new PrometheusObserver(_registry);
        metrics.OnEvent(TrainingStarted.Of(Recipe, 2));
        metrics.OnEvent(Step);
        metrics.OnEvent(Step with { Step = 51 });
        metrics.OnEvent(new EpochMeasured("worker-1", Generation, 51, 2, 3, 39.5, 1));
        metrics.OnEvent(new WorkerLost(Worker, 1, new LossCause.Disconnected()));
        metrics.OnEvent(new GenerationStarted(
            Generation, [new(0, Worker)], new CommitPoint(51, 0), new Recovery(RecoveryCause.WorkerLost, TimeSpan.FromSeconds(1.5), 0)));
        var lines = await Exposed();
        string[] expected =
        [
            "jsigan_train_steps_total{stage=\"2\"} 2",
            $"jsigan_train_steps_planned {Recipe.StepsOf(1) + Recipe.StepsOf(2)}",
            $"jsigan_train_patches_total {2 * Recipe.Batch}",
            "jsigan_train_loss{term=\"rec\"} 0.25",
            "jsigan_train_loss{term=\"adv\"} 2",
            "jsigan_train_gradient_norm{network=\"generator\"} 1.5",
            "jsigan_train_epoch{stage=\"2\"} 3",
            "jsigan_validation_psnr_decibels{stage=\"2\"} 39.5",
            "jsigan_train_step_seconds_count{part=\"data\"} 2",
            "jsigan_train_step_seconds_sum{part=\"compute\"} 2",
            "jsigan_run_generation 2",
            "jsigan_run_workers 1",
            "jsigan_run_workers_lost_total{cause=\"disconnected\"} 1",
            "jsigan_run_recovery_seconds_sum{cause=\"worker_lost\"} 1.5",
        ];
        Assert.All(expected, line => Assert.Contains(line, lines));
    }

    [Fact]
    public async Task Every_name_has_the_prefix_and_a_help_text()
    {
        _ = new PrometheusObserver(_registry);
        var lines = await Exposed();
        var names = lines.Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]).ToList();
        Assert.Equal(13, names.Count);
        Assert.All(names, name => Assert.Matches("^jsigan_[a-z_]+$", name));
        Assert.All(names, name => Assert.Contains(
            lines, line => line.StartsWith($"# HELP {name} ", StringComparison.Ordinal) && line.EndsWith('.')));
    }

    [Fact]
    public async Task The_endpoint_serves_them_and_frees_its_port()
    {
        var port = FreePort();
        new PrometheusObserver(_registry).OnEvent(TrainingStarted.Of(Recipe, 1));
        using (new MetricsEndpoint(port, _registry))
        {
            using var client = new HttpClient();
            var page = await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/metrics"));
            Assert.Contains("jsigan_train_steps_planned ", page, StringComparison.Ordinal);
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
