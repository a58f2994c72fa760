using System.Globalization;
using System.Text.Json;
using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Runtime.Events;
using Prometheus;

namespace JsiGan.Runtime.Observers;

/// <summary>Every metric of a run for Prometheus, in one place: jsigan_ prefix, base units, few labels.</summary>
public sealed class PrometheusObserver : IRunObserver
{
    private readonly Counter _steps;
    private readonly Counter _patches;
    private readonly Gauge _loss;
    private readonly Gauge _gradientNorm;
    private readonly Gauge _learningRate;
    private readonly Gauge _epoch;
    private readonly Gauge _validationPsnr;
    private readonly Gauge _stepsPlanned;
    private readonly Histogram _stepSeconds;
    private readonly Gauge _generation;
    private readonly Gauge _workers;
    private readonly Counter _workersLost;
    private readonly Histogram _recoverySeconds;
    private int _batch;

    public PrometheusObserver(CollectorRegistry registry)
    {
        var metrics = Metrics.WithCustomRegistry(registry);
        _steps = metrics.CreateCounter(
            "jsigan_train_steps_total", "Optimizer steps since the process started, by stage.", CounterBy("stage"));
        _stepsPlanned = metrics.CreateGauge("jsigan_train_steps_planned", "Steps of the whole run, both stages.");
        _patches = metrics.CreateCounter("jsigan_train_patches_total", "Patches trained on since the process started.");
        _loss = metrics.CreateGauge(
            "jsigan_train_loss",
            "Value of a loss term at the last step; lambda_d is in it, the other weights are in the term g only.", GaugeBy("term"));
        _gradientNorm = metrics.CreateGauge(
            "jsigan_train_gradient_norm", "L2 norm of a network's gradient at the last step.", GaugeBy("network"));
        _learningRate = metrics.CreateGauge("jsigan_train_learning_rate", "Learning rate of the last step.");
        _epoch = metrics.CreateGauge("jsigan_train_epoch", "Current epoch of a stage, from 1.", GaugeBy("stage"));
        _validationPsnr = metrics.CreateGauge(
            "jsigan_validation_psnr_decibels", "PSNR on the held-out crops after the last epoch, by stage.", GaugeBy("stage"));
        _stepSeconds = metrics.CreateHistogram(
            "jsigan_train_step_seconds",
            "Time of a step by part: data is reading patches, communication is waiting for other workers, compute is the rest.",
            new HistogramConfiguration { LabelNames = ["part"], Buckets = Histogram.ExponentialBuckets(0.001, 2, 16) });
        _generation = metrics.CreateGauge("jsigan_run_generation", "Number of the generation that trains.");
        _workers = metrics.CreateGauge("jsigan_run_workers", "Workers of the generation that trains.");
        _workersLost = metrics.CreateCounter(
            "jsigan_run_workers_lost_total", "Workers lost since the process started, by cause.", CounterBy("cause"));
        _recoverySeconds = metrics.CreateHistogram(
            "jsigan_run_recovery_seconds", "Time from an interruption of training until all workers trained again, by cause.",
            new HistogramConfiguration { LabelNames = ["cause"], Buckets = Histogram.ExponentialBuckets(0.125, 2, 12) });
    }

    public void OnEvent(IRunEvent happened)
    {
        switch (happened)
        {
            case TrainingStarted started:
                _stepsPlanned.Set(started.Steps.Sum());
                _batch = started.Batch;
                break;
            case StepMeasured step: Record(step); break;
            case EpochMeasured epoch: _validationPsnr.WithLabels(Text(epoch.Stage)).Set(epoch.Psnr); break;
            case WorkerLost lost: _workersLost.WithLabels(lost.Cause.Label).Inc(); break;
            case GenerationStarted started: Record(started); break;
        }
    }

    private void Record(StepMeasured step)
    {
        var stage = Text(step.Stage);
        _steps.WithLabels(stage).Inc();
        _epoch.WithLabels(stage).Set(step.Epoch);
        _patches.Inc(_batch);
        _learningRate.Set(step.LearningRate);
        _stepSeconds.WithLabels("data").Observe(step.Data);
        _stepSeconds.WithLabels("compute").Observe(step.Compute);
        _stepSeconds.WithLabels("communication").Observe(step.Communication);
        foreach (var loss in step.Losses)
            _loss.WithLabels(loss.Name).Set(loss.Value);

        foreach (var norm in step.GradientNorms)
            _gradientNorm.WithLabels(norm.Name).Set(norm.Value);
    }

    private void Record(GenerationStarted started)
    {
        _generation.Set(started.Generation.Number);
        _workers.Set(started.Members.Count);
        if (started.Recovery is { } recovery)
            _recoverySeconds.WithLabels(Label(recovery.Cause)).Observe(recovery.Duration.TotalSeconds);
    }

    private static string Label(RecoveryCause cause) => JsonNamingPolicy.SnakeCaseLower.ConvertName(cause.ToString());

    private static string Text(int stage) => stage.ToString(CultureInfo.InvariantCulture);

    private static CounterConfiguration CounterBy(string label) => new() { LabelNames = [label] };

    private static GaugeConfiguration GaugeBy(string label) => new() { LabelNames = [label] };
}
