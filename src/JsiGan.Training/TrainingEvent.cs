using JsiGan.Training.Schedules;

namespace JsiGan.Training;

/// <summary>Something that <see cref="Trainer.Run"/> did.</summary>
/// <param name="Position">How far the run had come by then.</param>
public abstract record TrainingEvent(TrainingPosition Position);

/// <summary>One optimizer update of every network that takes part.</summary>
public sealed record StepDone(TrainingPosition Position, StepReport Report) : TrainingEvent(Position);

/// <summary>The last update of an epoch was followed by a validation.</summary>
public sealed record EpochDone(TrainingPosition Position, ValidationReport Report) : TrainingEvent(Position);

/// <summary>A stage has run all its epochs.</summary>
public sealed record StageDone(TrainingPosition Position, ValidationScores Scores) : TrainingEvent(Position);
