using static JsiGan.Runtime.Monitoring.MetricKind;
using static JsiGan.Runtime.Monitoring.MetricLabel;

namespace JsiGan.Runtime.Monitoring;

/// <summary>Metrics of training, in the process that coordinates the run: over the global batch, and the times of each rank.</summary>
internal static class TrainingMetrics
{
    public static readonly MetricDeclaration Steps = new(
        Counter, "jsigan_train_steps_total", "1", "StepMeasured", "Optimizer steps since the process started, by stage.", Stage);

    public static readonly MetricDeclaration StepsPlanned = new(
        Gauge, "jsigan_train_steps_planned", "1", "TrainingStarted", "Steps of the whole run, both stages.");

    public static readonly MetricDeclaration Patches = new(
        Counter, "jsigan_train_patches_total", "1", "StepMeasured",
        "Samples (patches) trained on since the process started; its rate is patches per second.");

    public static readonly MetricDeclaration Loss = new(
        Gauge, "jsigan_train_loss", "1", "StepMeasured",
        "Value of a loss term at the last step; lambda_d is in it, the other weights are in the term g only.", Term);

    public static readonly MetricDeclaration LossWeight = new(
        Gauge, "jsigan_train_loss_weight", "1", "TrainingStarted", "Weight lambda of a part of stage 2's generator loss.", Weight);

    public static readonly MetricDeclaration Logit = new(
        Gauge, "jsigan_train_logit", "1", "StepMeasured",
        "A discriminator's mean output on real images and on predictions at the last step.", Discriminator, Images);

    public static readonly MetricDeclaration GradientNorm = new(
        Gauge, "jsigan_train_gradient_norm", "1", "StepMeasured", "L2 norm of a network's gradient at the last step.", Network);

    public static readonly MetricDeclaration WeightNorm = new(
        Gauge, "jsigan_train_weight_norm", "1", "StepMeasured", "L2 norm of a network's weights after the last step.", Network);

    public static readonly MetricDeclaration UpdateRatio = new(
        Gauge, "jsigan_train_update_ratio", "ratio", "StepMeasured",
        "L2 norm of a network's last update over that of its weights.", Network);

    public static readonly MetricDeclaration LearningRate = new(
        Gauge, "jsigan_train_learning_rate", "1", "StepMeasured", "Learning rate of the last step, of every network.");

    public static readonly MetricDeclaration Epoch = new(
        Gauge, "jsigan_train_epoch", "1", "StepMeasured", "Current epoch of a stage, from 1.", Stage);

    public static readonly MetricDeclaration ValidationPsnr = new(
        Gauge, "jsigan_validation_psnr_decibels", "dB", "EpochMeasured", "PSNR on the held-out crops after the last epoch, by stage.",
        Stage);

    public static readonly MetricDeclaration ValidationSsim = new(
        Gauge, "jsigan_validation_ssim_ratio", "ratio", "EpochMeasured", "SSIM on the held-out crops after the last epoch, by stage.",
        Stage);

    public static readonly MetricDeclaration ValidationDeltaE = new(
        Gauge, "jsigan_validation_delta_e_itp", "1", "EpochMeasured",
        "Colour difference (ITU-R BT.2124) on the held-out crops after the last epoch, by stage; 1 is just noticeable.", Stage);

    public static readonly MetricDeclaration StepSeconds = new(
        Histogram, "jsigan_train_step_seconds", "seconds", "StepMeasured",
        "Time of a step of rank 0 by part: data is waiting for patches, communication is waiting for other workers beyond what computing "
        + "hid. A GPU runs behind: the wait for its results counts as optimizer.", Part)
    {
        Buckets = Prometheus.Histogram.ExponentialBuckets(0.001, 2, 16),
    };

    public static readonly MetricDeclaration RankSeconds = new(
        Counter, "jsigan_rank_seconds_total", "seconds", "StepMeasured, StepTimed",
        "Time that each rank spent in the parts of its steps; part communication is its waiting.", Rank, Part);

    public static readonly MetricDeclaration CollectiveBytes = new(
        Counter, "jsigan_rank_allreduced_bytes_total", "bytes", "StepMeasured, StepTimed", "Bytes that each rank all-reduced.", Rank);

    public static readonly MetricDeclaration CollectiveSeconds = new(
        Counter, "jsigan_rank_allreduce_seconds_total", "seconds", "StepMeasured, StepTimed",
        "Time in which all-reduces of each rank ran, hidden behind its passes or not; the rate of bytes over it is the bandwidth.", Rank);

    public static readonly MetricDeclaration StragglerRatio = new(
        Gauge, "jsigan_train_straggler_ratio", "ratio", "StepMeasured, StepTimed",
        "Share of the last step for which the slowest rank kept the average rank waiting: (slowest - mean) / slowest, of the times "
        + "without communication.");

    public static readonly MetricDeclaration StragglerRank = new(
        Gauge, "jsigan_train_straggler_rank", "1", "StepMeasured, StepTimed", "The slowest rank of the last step.");

    public static IReadOnlyList<MetricDeclaration> All { get; } =
    [
        Steps, StepsPlanned, Patches, Epoch, LearningRate, Loss, LossWeight, Logit, GradientNorm, WeightNorm, UpdateRatio, ValidationPsnr,
        ValidationSsim, ValidationDeltaE, StepSeconds, RankSeconds, CollectiveBytes, CollectiveSeconds, StragglerRatio, StragglerRank,
    ];
}
