using System.Globalization;
using System.Text.Json;
using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Runtime.Events;

namespace JsiGan.Runtime.Monitoring;

/// <summary>Feeds the metrics of a run from its events, in the process that coordinates it.</summary>
public sealed class PrometheusObserver : IRunObserver
{
    private readonly MetricSet _metrics;
    private readonly TimeProvider _time;
    private readonly Stragglers _stragglers = new();
    private readonly Lock _gate = new();
    private Dictionary<string, int> _ranks = [];
    private long? _lastCheckpoint;
    private int _batch;

    public PrometheusObserver(MetricSet metrics, TimeProvider time)
    {
        (_metrics, _time) = (metrics, time);
        // Counters start at 0, so that their first increase is seen.
        metrics.Counter(TrainingMetrics.Patches);
        metrics.Counter(RunMetrics.CheckpointFailures);
        foreach (var cause in MetricLabel.LossCause.Listed)
            metrics.Counter(RunMetrics.WorkersLost).WithLabels(cause);

        foreach (var cause in MetricLabel.RecoveryCause.Listed)
            metrics.Histogram(RunMetrics.RecoverySeconds).WithLabels(cause);

        metrics.Registry.AddBeforeCollectCallback(UpdateAge);
    }

    public void OnEvent(IRunEvent happened)
    {
        switch (happened)
        {
            case TrainingStarted started: Record(started); break;
            case StepMeasured step: Record(step); break;
            case StepTimed timed: Record(timed); break;
            case EpochMeasured epoch: Record(epoch); break;
            case CheckpointSaved saved: Record(saved); break;
            case CheckpointFailed: _metrics.Counter(RunMetrics.CheckpointFailures).Inc(); break;
            case WorkerLost lost: _metrics.Counter(RunMetrics.WorkersLost).WithLabels(lost.Cause.Label).Inc(); break;
            case GenerationStarted started: Record(started); break;
        }
    }

    private void Record(TrainingStarted started)
    {
        _batch = started.Batch;
        Set(TrainingMetrics.StepsPlanned, started.Steps.Sum());
        SetEach(TrainingMetrics.LossWeight, started.LossWeights);
    }

    private void Record(StepMeasured step)
    {
        var stage = Text(step.Stage);
        _metrics.Counter(TrainingMetrics.Steps).WithLabels(stage).Inc();
        _metrics.Counter(TrainingMetrics.Patches).Inc(_batch);
        Set(TrainingMetrics.Epoch, step.Epoch, stage);
        Set(TrainingMetrics.LearningRate, step.LearningRate);
        SetEach(TrainingMetrics.Loss, step.Losses);
        SetEach(TrainingMetrics.GradientNorm, step.GradientNorms);
        SetEach(TrainingMetrics.WeightNorm, step.WeightNorms);
        SetEach(TrainingMetrics.UpdateRatio, step.UpdateRatios);
        foreach (var logit in step.Logits)
            Set(TrainingMetrics.Logit, logit.Value, logit.Name.Split('-'));

        foreach (var (part, seconds) in StepParts.Of(step.Times()))
            _metrics.Histogram(TrainingMetrics.StepSeconds).WithLabels(part).Observe(seconds);

        Record(step.Times());
    }

    private void Record(EpochMeasured epoch)
    {
        var stage = Text(epoch.Stage);
        Set(TrainingMetrics.ValidationPsnr, epoch.Psnr, stage);
        Set(TrainingMetrics.ValidationSsim, epoch.Ssim, stage);
        Set(TrainingMetrics.ValidationDeltaE, epoch.DeltaEItp, stage);
    }

    private void Record(StepTimed step)
    {
        // A worker's name differs from process to process; its rank does not. One that has left since has none.
        if (!_ranks.TryGetValue(step.Worker, out var rank))
            return;

        foreach (var (part, seconds) in StepParts.Of(step))
            _metrics.Counter(TrainingMetrics.RankSeconds).WithLabels(Text(rank), part).Inc(seconds);

        _metrics.Counter(TrainingMetrics.CollectiveBytes).WithLabels(Text(rank)).Inc(step.Bytes);
        _metrics.Counter(TrainingMetrics.CollectiveSeconds).WithLabels(Text(rank)).Inc(step.Transfer);
        if (_stragglers.Add(rank, _ranks.Count, step) is var (slowest, ratio))
        {
            Set(TrainingMetrics.StragglerRank, slowest);
            Set(TrainingMetrics.StragglerRatio, ratio);
        }
    }

    private void Record(GenerationStarted started)
    {
        _ranks = started.Members.ToDictionary(member => member.Worker.Name, member => member.Rank);
        Set(RunMetrics.Generation, started.Generation.Number);
        Set(RunMetrics.Workers, started.Members.Count);
        if (started.Recovery is { } recovery)
            _metrics.Histogram(RunMetrics.RecoverySeconds).WithLabels(Label(recovery.Cause)).Observe(recovery.Duration.TotalSeconds);
    }

    private void Record(CheckpointSaved saved)
    {
        _metrics.Histogram(RunMetrics.CheckpointSeconds).Observe(saved.Seconds);
        Set(RunMetrics.CheckpointBytes, saved.Bytes);
        lock (_gate)
            _lastCheckpoint = _time.GetTimestamp();
    }

    private void UpdateAge()
    {
        lock (_gate)
        {
            if (_lastCheckpoint is { } last)
                Set(RunMetrics.CheckpointAge, _time.GetElapsedTime(last).TotalSeconds);
        }
    }

    private void SetEach(MetricDeclaration metric, IReadOnlyList<Measure> measures)
    {
        foreach (var measure in measures)
            Set(metric, measure.Value, measure.Name);
    }

    private void Set(MetricDeclaration metric, double value, params string[] labels) =>
        _metrics.Gauge(metric).WithLabels(labels).Set(value);

    private static string Label(RecoveryCause cause) => JsonNamingPolicy.SnakeCaseLower.ConvertName(cause.ToString());

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
