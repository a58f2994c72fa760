using MessagePack;

namespace JsiGan.Protocol.Runs;

// What a run measures, for people, metrics and tables. It is over the global batch, so every worker tells the same and whoever listens at
// the coordinator takes the first: what one worker measured and could not tell any more is told by the others. Nothing is decided by it.

/// <summary>Something that the workers measured together.</summary>
public interface IMeasurement : IWorkerMessage
{
    /// <summary>The generation that measured it.</summary>
    GenerationId Generation { get; }

    /// <summary>Steps done in the whole run by then.</summary>
    long Step { get; }

    /// <summary>Stage, 1 or 2.</summary>
    int Stage { get; }
}

/// <summary>A number with its name.</summary>
[MessagePackObject]
public sealed record Measure([property: Key(0)] string Name, [property: Key(1)] double Value);

/// <summary>A step's losses.</summary>
/// <param name="Epoch">Epoch within the stage, from 1.</param>
/// <param name="LearningRate">Adam's rate of the update.</param>
/// <param name="Losses">Loss terms over the global batch, in the order of the step.</param>
/// <param name="GradientNorms">L2 norm of each updated network's gradients.</param>
/// <param name="Data">Seconds that this worker waited for patches.</param>
/// <param name="Compute">Seconds of its forward and backward passes.</param>
/// <param name="Communication">Seconds that it waited for the other workers.</param>
[MessagePackObject]
public sealed record StepMeasured(
    [property: Key(0)] string Worker,
    [property: Key(1)] GenerationId Generation,
    [property: Key(2)] long Step,
    [property: Key(3)] int Stage,
    [property: Key(4)] int Epoch,
    [property: Key(5)] double LearningRate,
    [property: Key(6)] IReadOnlyList<Measure> Losses,
    [property: Key(7)] IReadOnlyList<Measure> GradientNorms,
    [property: Key(8)] double Data,
    [property: Key(9)] double Compute,
    [property: Key(10)] double Communication) : IMeasurement;

/// <summary>The validation after an epoch.</summary>
/// <param name="Epoch">The epoch within the stage that has ended, from 1.</param>
/// <param name="Psnr">Mean PSNR of the held-out crops, dB.</param>
/// <param name="Seconds">Time that it took.</param>
[MessagePackObject]
public sealed record EpochMeasured(
    [property: Key(0)] string Worker,
    [property: Key(1)] GenerationId Generation,
    [property: Key(2)] long Step,
    [property: Key(3)] int Stage,
    [property: Key(4)] int Epoch,
    [property: Key(5)] double Psnr,
    [property: Key(6)] double Seconds) : IMeasurement;

/// <summary>The scores at the end of a stage.</summary>
/// <param name="Psnr">Mean PSNR of the held-out crops, dB.</param>
/// <param name="Ssim">Mean SSIM of the held-out crops.</param>
[MessagePackObject]
public sealed record StageMeasured(
    [property: Key(0)] string Worker,
    [property: Key(1)] GenerationId Generation,
    [property: Key(2)] long Step,
    [property: Key(3)] int Stage,
    [property: Key(4)] double Psnr,
    [property: Key(5)] double Ssim) : IMeasurement;
