using System.Text.Json;
using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Runtime.Monitoring;
using JsiGan.Testing;

namespace JsiGan.Runtime.Tests.Monitoring;

public sealed class PrometheusObserverTests
{
    private readonly MetricSet _metrics = Exposition.NewMetrics();
    private readonly ManualClock _time = new();

    [Fact]
    public async Task A_runs_events_are_exported()
    {
        var observer = new PrometheusObserver(_metrics, _time);
        foreach (var happened in SampleRun.Events)
            observer.OnEvent(happened);

        _time.Advance(TimeSpan.FromSeconds(90));
        var lines = await _metrics.Registry.LinesAsync();
        string[] expected =
        [
            "jsigan_train_steps_total{stage=\"2\"} 1",
            $"jsigan_train_steps_planned {SampleRun.Recipe.StepsOf(1) + SampleRun.Recipe.StepsOf(2)}",
            $"jsigan_train_patches_total {SampleRun.Recipe.Batch}",
            "jsigan_train_loss{term=\"rec\"} 0.25",
            "jsigan_train_loss_weight{weight=\"fm\"} 0.5",
            "jsigan_train_logit{discriminator=\"d1\",images=\"fake\"} -0.5",
            "jsigan_train_gradient_norm{network=\"generator\"} 1.5",
            "jsigan_train_weight_norm{network=\"generator\"} 40",
            "jsigan_train_update_ratio{network=\"generator\"} 0.0001",
            "jsigan_train_epoch{stage=\"2\"} 3",
            "jsigan_validation_psnr_decibels{stage=\"2\"} 39.5",
            "jsigan_validation_ssim_ratio{stage=\"2\"} 0.875",
            "jsigan_train_step_seconds_count{part=\"data\"} 1",
            "jsigan_train_step_seconds_sum{part=\"backward\"} 1",
            "jsigan_rank_seconds_total{rank=\"1\",part=\"communication\"} 2",
            "jsigan_rank_allreduced_bytes_total{rank=\"0\"} 1000",
            "jsigan_rank_allreduce_seconds_total{rank=\"1\"} 0.5",
            "jsigan_train_straggler_rank 0",
            "jsigan_train_straggler_ratio 0.25",
            "jsigan_run_generation 2",
            "jsigan_run_workers 2",
            "jsigan_run_workers_lost_total{cause=\"process_exited\"} 1",
            "jsigan_run_recovery_seconds_sum{cause=\"worker_lost\"} 1.5",
            "jsigan_checkpoint_seconds_sum 0.75",
            "jsigan_checkpoint_bytes 1048576",
            "jsigan_checkpoint_failures_total 1",
            "jsigan_checkpoint_age_seconds 90",
        ];
        Assert.All(expected, line => Assert.Contains(line, lines));
    }

    [Fact]
    public async Task Before_the_first_event_counters_are_0_for_every_cause_and_gauges_have_no_value()
    {
        _ = new PrometheusObserver(_metrics, _time);
        var lines = (await _metrics.Registry.LinesAsync()).Where(line => line[0] != '#').ToList();
        Assert.All(lines, line => Assert.EndsWith(" 0", line, StringComparison.Ordinal));
        Assert.Equal(
            [
                "jsigan_checkpoint_failures_total", "jsigan_run_recovery_seconds_bucket", "jsigan_run_recovery_seconds_count",
                "jsigan_run_recovery_seconds_sum", "jsigan_run_workers_lost_total", "jsigan_train_patches_total",
            ],
            lines.Select(line => line.Split(' ', '{')[0]).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains("jsigan_run_workers_lost_total{cause=\"process_exited\"} 0", lines);
        Assert.Contains("jsigan_run_recovery_seconds_count{cause=\"coordinator_replaced\"} 0", lines);
    }

    [Fact]
    public void The_causes_that_start_at_0_are_all_there_are()
    {
        Assert.Equal(
            Enum.GetNames<RecoveryCause>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName), MetricLabel.RecoveryCause.Listed);
        LossCause[] losses =
        [
            new LossCause.Disconnected(), new LossCause.ProcessExited(""), new LossCause.Unresponsive(default), new LossCause.Failed(""),
            new LossCause.Left(),
        ];
        Assert.Equal(losses.Select(cause => cause.Label), MetricLabel.LossCause.Listed);
        Assert.Equal(typeof(LossCause).GetNestedTypes().Length, losses.Length);
    }

    [Fact]
    public async Task The_times_of_a_worker_that_is_no_member_are_nobodys()
    {
        var observer = new PrometheusObserver(_metrics, _time);
        observer.OnEvent(SampleRun.Events[1]);
        observer.OnEvent(new StepTimed("a former one", SampleRun.Generation, 50, 2, 1, 1, 1));
        Assert.DoesNotContain(await _metrics.Registry.LinesAsync(), line => line.StartsWith("jsigan_rank_", StringComparison.Ordinal));
    }
}
