namespace JsiGan.Training.Recipes;

/// <summary>Length and learning rate of one stage.</summary>
public sealed record StageOptions
{
    /// <summary>The paper's second stage: 10 epochs at 1e-6, falling linearly over the last five.</summary>
    public static StageOptions PaperStage2 { get; } = new() { Epochs = 10, LearningRate = 1e-6, Schedule = ScheduleKind.LinearTail };

    /// <summary>Default 250 in stage 1 and 10 in stage 2; 0 (the stage is left out) to 100000 epochs.</summary>
    public int Epochs { get; init; } = 250;

    /// <summary>Patches between two validations. Default 39340, the paper's training set; 1 to 1000000000 patches.</summary>
    public long PatchesPerEpoch { get; init; } = 39_340;

    /// <summary>
    /// Learning rate of Adam (0.9, 0.999, 1e-8) before the schedule. Default 1e-4 in stage 1 and 1e-6 in stage 2; above 0, to 1.
    /// </summary>
    public double LearningRate { get; init; } = 1e-4;

    /// <summary>
    /// How the learning rate falls. Default steps in stage 1, linear-tail in stage 2; constant, steps, cosine or linear-tail.
    /// </summary>
    public ScheduleKind Schedule { get; init; } = ScheduleKind.Steps;

    /// <summary>
    /// steps: the epochs from which the rate is multiplied by <see cref="Gamma"/> once more. Default [200, 225]; ascending.
    /// </summary>
    public IReadOnlyList<int> Milestones { get; init; } = [200, 225];

    /// <summary>steps: the factor at each milestone. Default 0.1; above 0, to 1.</summary>
    public double Gamma { get; init; } = 0.1;

    /// <summary>cosine: the rate of the last step over that of the first. Default 0.1; 0 to 1.</summary>
    public double FinalRatio { get; init; } = 0.1;

    /// <summary>
    /// linear-tail: epochs over which the rate falls to 0, which it is in the last epoch. Default 5; 1 to the stage's epochs.
    /// </summary>
    public int TailEpochs { get; init; } = 5;
}

/// <summary>How a learning rate falls within a stage.</summary>
public enum ScheduleKind
{
    /// <summary>It stays.</summary>
    Constant,

    /// <summary>By a factor at given epochs: the paper's first stage.</summary>
    Steps,

    /// <summary>Along half a cosine over the steps of the stage.</summary>
    Cosine,

    /// <summary>Constant, then by epoch linearly to 0: the paper's second stage.</summary>
    LinearTail,
}
