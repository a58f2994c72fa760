using System.Globalization;
using JsiGan.Training;
using Prometheus;

namespace JsiGan.Node.Telemetry;

/// <summary>Every metric that a training process shows to Prometheus, in one place: jsigan_ prefix, base units, few labels.</summary>
public sealed class TrainingMetrics
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

    public TrainingMetrics(CollectorRegistry registry)
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
    }

    public void Plan(long steps) => _stepsPlanned.Set(steps);

    /// <summary>Records a finished step.</summary>
    public void Step(TrainingPosition position, StepReport report)
    {
        ArgumentNullException.ThrowIfNull(position);
        ArgumentNullException.ThrowIfNull(report);
        var stage = Text(position.Stage);
        _steps.WithLabels(stage).Inc();
        _epoch.WithLabels(stage).Set(position.Epoch);
        _patches.Inc(report.Patches);
        _learningRate.Set(report.LearningRate);
        _stepSeconds.WithLabels("data").Observe(report.Data.TotalSeconds);
        _stepSeconds.WithLabels("compute").Observe(report.Compute.TotalSeconds);
        _stepSeconds.WithLabels("communication").Observe(report.Communication.TotalSeconds);
        foreach (var (term, value) in report.Losses)
        {
            _loss.WithLabels(term).Set(value);
        }

        foreach (var (network, norm) in report.GradientNorms)
        {
            _gradientNorm.WithLabels(network).Set(norm);
        }
    }

    /// <summary>Records a validation, decibels.</summary>
    public void Validation(int stage, double psnr) =>
        _validationPsnr.WithLabels(stage.ToString(System.Globalization.CultureInfo.InvariantCulture)).Set(psnr);

    private static string Text(int stage) => stage.ToString(CultureInfo.InvariantCulture);

    private static CounterConfiguration CounterBy(string label) => new() { LabelNames = [label] };

    private static GaugeConfiguration GaugeBy(string label) => new() { LabelNames = [label] };
}
