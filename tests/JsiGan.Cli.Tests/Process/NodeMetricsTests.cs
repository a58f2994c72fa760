using System.Globalization;
using JsiGan.Protocol.Runs;
using JsiGan.Testing;

namespace JsiGan.Cli.Tests.Process;

/// <summary>Every node of a cluster serves its metrics and its health.</summary>
public sealed class NodeMetricsTests : IDisposable
{
    private readonly NodeCluster _cluster = new();
    private readonly HttpClient _client = new();

    public void Dispose()
    {
        _client.Dispose();
        _cluster.Dispose();
    }

    [Fact]
    public async Task The_coordinator_shows_the_run_and_a_worker_itself_and_both_are_ready_while_they_train()
    {
        File.WriteAllText(_cluster.Home.File("tiny.yaml"), TinyRun.Recipe.Replace(
            "epochs: 2, patches-per-epoch: 8,", "epochs: 100000, patches-per-epoch: 64,", StringComparison.Ordinal));
        var (run, own) = (Ports.Free(), Ports.Free());
        var first = _cluster.First("--metrics-port", run.ToString(CultureInfo.InvariantCulture));
        var worker = _cluster.Worker("w1", "--metrics-port", own.ToString(CultureInfo.InvariantCulture));
        first.WaitFor<StepMeasured>(step => step.Step == 2);

        var coordinator = await AskAsync(run, "metrics");
        Assert.Contains("\njsigan_run_workers 1\n", coordinator, StringComparison.Ordinal);
        Assert.Contains("\njsigan_train_patches_total ", coordinator, StringComparison.Ordinal);
        Assert.Contains("\njsigan_train_loss_weight{weight=\"rec\"} 1\n", coordinator, StringComparison.Ordinal);
        Assert.Contains("\njsigan_coordinator_mailbox_messages ", coordinator, StringComparison.Ordinal);
        Assert.Contains("\njsigan_database_available 1\n", coordinator, StringComparison.Ordinal);
        Assert.Contains("\nprocess_cpu_seconds_total ", coordinator, StringComparison.Ordinal);
        Assert.DoesNotContain("\njsigan_worker_", coordinator, StringComparison.Ordinal);

        var trains = await AskAsync(own, "metrics");
        Assert.Contains("\njsigan_worker_rank 0\n", trains, StringComparison.Ordinal);
        Assert.Contains("\njsigan_worker_steps_total{stage=\"1\"} ", trains, StringComparison.Ordinal);
        Assert.DoesNotContain("\njsigan_train_", trains, StringComparison.Ordinal);

        foreach (var port in (int[])[run, own])
        {
            foreach (var probe in (string[])["live", "startup", "ready"])
                await UntilHealthyAsync(port, probe);
        }

        first.Interrupt();
        first.Finish();
        Assert.Equal(0, worker.Finish().ExitCode);
    }

    // On a busy machine the database or the coordinator may answer too late once.
    private async Task UntilHealthyAsync(int port, string probe)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        for (var answer = ""; !answer.StartsWith("{\"healthy\":true,", StringComparison.Ordinal);)
        {
            Assert.False(deadline.IsCancellationRequested, $"port {port}, {probe}: {answer}");
            answer = await AskAsync(port, $"health/{probe}");
        }
    }

    private async Task<string> AskAsync(int port, string path)
    {
        using var answer = await _client.GetAsync(new Uri($"http://127.0.0.1:{port}/{path}"));
        return await answer.Content.ReadAsStringAsync();
    }
}
