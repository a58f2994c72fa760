using JsiGan.Protocol.Events;
using MessagePack;

namespace JsiGan.Protocol.Runs;

// Losses and scores of a run. They are over the global batch, so all workers have the same values and rank 0 reports them; every other
// rank keeps its last step's, and reports them if it is rank 0 of the next generation. No decision depends on them.

/// <summary>A measurement that all workers of a generation made together. The coordinator publishes it.</summary>
public interface IMeasurement : IWorkerMessage, IRunEvent
{
    /// <summary>The generation that measured it.</summary>
    GenerationId Generation { get; }

    /// <summary>Steps done in the whole run by then.</summary>
    long Step { get; }

    /// <summary>Stage, 1 or 2.</summary>
    int Stage { get; }
}

/// <summary>A named value.</summary>
[MessagePackObject]
public sealed record Measure([property: Key(0)] string Name, [property: Key(1)] double Value);

/// <summary>Losses and timings of a step.</summary>
/// <param name="Epoch">Epoch within the stage, from 1.</param>
/// <param name="LearningRate">Learning rate of the update.</param>
/// <param name="Losses">Loss terms over the global batch, in the order of the step.</param>
/// <param name="GradientNorms">L2 norm of each updated network's gradients.</param>
/// <param name="Data">Seconds that this worker waited for patches.</param>
/// <param name="Compute">Seconds of everything else: forward and backward passes and updates.</param>
/// <param name="Communication">Seconds that it waited in collectives.</param>
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
    [property: Key(10)] double Communication) : IMeasurement
{
    /// <summary>Each discriminator's mean output on real images and on predictions: d1-real, d1-fake, d2-real, d2-fake.</summary>
    [Key(11)]
    public IReadOnlyList<Measure> Logits { get; init; } = [];

    /// <summary>L2 norm of each updated network's weights, after the update.</summary>
    [Key(12)]
    public IReadOnlyList<Measure> WeightNorms { get; init; } = [];

    /// <summary>L2 norm of each network's update over that of its weights.</summary>
    [Key(13)]
    public IReadOnlyList<Measure> UpdateRatios { get; init; } = [];

    /// <summary>Seconds of <see cref="Compute"/> in forward passes.</summary>
    [Key(14)]
    public double Forward { get; init; }

    /// <summary>Seconds of <see cref="Compute"/> in backward passes.</summary>
    [Key(15)]
    public double Backward { get; init; }

    /// <summary>Seconds of <see cref="Compute"/> in updates, and in reading what the step measured.</summary>
    [Key(16)]
    public double Optimizer { get; init; }

    /// <summary>Bytes that this worker all-reduced.</summary>
    [Key(17)]
    public long Bytes { get; init; }

    /// <summary>Seconds in which its all-reduces ran, most of them hidden behind its passes.</summary>
    [Key(18)]
    public double Transfer { get; init; }

    /// <summary>The times of this worker, as the other ranks report theirs.</summary>
    public StepTimed Times() => new(Worker, Generation, Step, Stage, Data, Compute, Communication)
    {
        Forward = Forward, Backward = Backward, Optimizer = Optimizer, Bytes = Bytes, Transfer = Transfer,
    };
}

/// <summary>The validation after an epoch.</summary>
/// <param name="Epoch">The epoch that ended, from 1 within its stage.</param>
/// <param name="Psnr">Mean PSNR of the held-out crops, dB.</param>
/// <param name="Ssim">Mean SSIM of the held-out crops.</param>
/// <param name="DeltaEItp">Mean colour difference of the held-out crops (ITU-R BT.2124).</param>
/// <param name="Seconds">Duration of the validation.</param>
[MessagePackObject]
public sealed record EpochMeasured(
    [property: Key(0)] string Worker,
    [property: Key(1)] GenerationId Generation,
    [property: Key(2)] long Step,
    [property: Key(3)] int Stage,
    [property: Key(4)] int Epoch,
    [property: Key(5)] double Psnr,
    [property: Key(6)] double Ssim,
    [property: Key(7)] double DeltaEItp,
    [property: Key(8)] double Seconds) : IMeasurement;

/// <summary>The scores at the end of a stage.</summary>
/// <param name="Psnr">Mean PSNR of the held-out crops, dB.</param>
/// <param name="Ssim">Mean SSIM of the held-out crops.</param>
/// <param name="DeltaEItp">Mean colour difference of the held-out crops (ITU-R BT.2124).</param>
[MessagePackObject]
public sealed record StageMeasured(
    [property: Key(0)] string Worker,
    [property: Key(1)] GenerationId Generation,
    [property: Key(2)] long Step,
    [property: Key(3)] int Stage,
    [property: Key(4)] double Psnr,
    [property: Key(5)] double Ssim,
    [property: Key(6)] double DeltaEItp) : IMeasurement;

/// <summary>A step's times on a rank other than 0, whose times are in <see cref="StepMeasured"/>.</summary>
/// <param name="Data">Seconds that this worker waited for patches.</param>
/// <param name="Compute">Seconds of everything else: forward and backward passes and updates.</param>
/// <param name="Communication">Seconds that it waited for the other workers.</param>
[MessagePackObject]
public sealed record StepTimed(
    [property: Key(0)] string Worker,
    [property: Key(1)] GenerationId Generation,
    [property: Key(2)] long Step,
    [property: Key(3)] int Stage,
    [property: Key(4)] double Data,
    [property: Key(5)] double Compute,
    [property: Key(6)] double Communication) : IMeasurement
{
    /// <inheritdoc cref="StepMeasured.Forward"/>
    [Key(7)]
    public double Forward { get; init; }

    /// <inheritdoc cref="StepMeasured.Backward"/>
    [Key(8)]
    public double Backward { get; init; }

    /// <inheritdoc cref="StepMeasured.Optimizer"/>
    [Key(9)]
    public double Optimizer { get; init; }

    /// <inheritdoc cref="StepMeasured.Bytes"/>
    [Key(10)]
    public long Bytes { get; init; }

    /// <inheritdoc cref="StepMeasured.Transfer"/>
    [Key(11)]
    public double Transfer { get; init; }
}

/// <summary>A checkpoint is stored: a run that resumes from now on starts from it or a later one.</summary>
/// <param name="Bytes">Size of the networks and optimizers in it.</param>
/// <param name="Seconds">Time from the request to the moment when it was stored; training continued for most of it.</param>
[MessagePackObject]
public sealed record CheckpointSaved(
    [property: Key(0)] string Worker,
    [property: Key(1)] GenerationId Generation,
    [property: Key(2)] long Step,
    [property: Key(3)] int Stage,
    [property: Key(4)] long Bytes,
    [property: Key(5)] double Seconds) : IMeasurement;

/// <summary>The store did not take a checkpoint, or the disk did not. Training goes on if the run's folder keeps it.</summary>
/// <param name="Reason">What failed, and where the checkpoint is instead.</param>
[MessagePackObject]
public sealed record CheckpointFailed(
    [property: Key(0)] string Worker,
    [property: Key(1)] GenerationId Generation,
    [property: Key(2)] long Step,
    [property: Key(3)] int Stage,
    [property: Key(4)] string Reason) : IMeasurement;
