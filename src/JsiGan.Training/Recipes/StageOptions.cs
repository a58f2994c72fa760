namespace JsiGan.Training.Recipes;

/// <summary>Length and learning rate of one stage.</summary>
public sealed record StageOptions
{
    /// <summary>The paper's second stage: 10 epochs at 1e-6, falling linearly over the last five.</summary>
    public static StageOptions PaperStage2 { get; } = new() { Epochs = 10, LearningRate = 1e-6, Schedule = ScheduleKind.LinearTail };

    [Option("Length of the stage; 0 leaves it out.", Min = 0, Max = 100_000, Unit = "epochs")]
    public int Epochs { get; init; } = 250;

    [Option("Patches between two validations; the paper's training set by default.", Min = 1, Max = 1e9, Unit = "patches")]
    public long PatchesPerEpoch { get; init; } = 39_340;

    [Option("Adam's learning rate before the schedule; beta 0.9 and 0.999, epsilon 1e-8.", Min = 0, AboveMin = true, Max = 1)]
    public double LearningRate { get; init; } = 1e-4;

    [Option("Updates over which the rate rises linearly to that of the schedule; 0 for none, as in the paper.",
        Min = 0, Max = 1_000_000, Unit = "updates", OmitsDefault = true)]
    public int WarmUp { get; init; }

    [Option("How the learning rate falls.")]
    public ScheduleKind Schedule { get; init; } = ScheduleKind.Steps;

    [Option("For steps: the epochs from which the rate is multiplied by gamma once more; ascending, from 2.")]
    public IReadOnlyList<int> Milestones { get; init; } = [200, 225];

    [Option("For steps: the factor at each milestone.", Min = 0, AboveMin = true, Max = 1)]
    public double Gamma { get; init; } = 0.1;

    [Option("For cosine: the rate of the last step relative to the first.", Min = 0, Max = 1)]
    public double FinalRatio { get; init; } = 0.1;

    [Option("For linear-tail: epochs over which the rate falls to 0, which it reaches in the last epoch; at most the stage's.",
        Min = 1, Max = 100_000, Unit = "epochs")]
    public int TailEpochs { get; init; } = 5;
}

/// <summary>How a learning rate falls within a stage.</summary>
public enum ScheduleKind
{
    /// <summary>Constant.</summary>
    Constant,

    /// <summary>By a factor at given epochs: the paper's first stage.</summary>
    Steps,

    /// <summary>Along half a cosine over the steps of the stage.</summary>
    Cosine,

    /// <summary>Constant, then by epoch linearly to 0: the paper's second stage.</summary>
    LinearTail,
}
