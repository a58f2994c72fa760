using JsiGan.Training.Recipes;

namespace JsiGan.Training.Schedules;

/// <summary>How far a run has come. The next batch and learning rate are functions of it and of the recipe alone.</summary>
/// <param name="Stage">1 or 2.</param>
/// <param name="Epoch">Epoch within the stage, from 1; one more than the stage's epochs when it is finished.</param>
/// <param name="StepInEpoch">Updates done in this epoch.</param>
/// <param name="GlobalStep">Updates done in all.</param>
/// <param name="SamplePosition">Position of the next batch's first patch in the patch source.</param>
/// <param name="TotalSteps">Updates of the whole run.</param>
public sealed record TrainingPosition(int Stage, int Epoch, long StepInEpoch, long GlobalStep, long SamplePosition, long TotalSteps)
{
    /// <summary>Before the first update of a run.</summary>
    public static TrainingPosition Start(Recipe recipe) =>
        new(recipe.Stage1.Epochs > 0 ? 1 : 2, 1, 0, 0, 0, recipe.StepsOf(1) + recipe.StepsOf(2));

    /// <summary>After one more update.</summary>
    public TrainingPosition AfterStep(int batch) =>
        this with { StepInEpoch = StepInEpoch + 1, GlobalStep = GlobalStep + 1, SamplePosition = SamplePosition + batch };

    /// <summary>At the beginning of the next epoch.</summary>
    public TrainingPosition AfterEpoch() => this with { Epoch = Epoch + 1, StepInEpoch = 0 };

    /// <summary>At the beginning of stage 2.</summary>
    public TrainingPosition AfterStage1() => this with { Stage = 2, Epoch = 1, StepInEpoch = 0 };

    /// <summary>Whether all updates of the epoch are done.</summary>
    public bool IsEpochFull(Recipe recipe) => StepInEpoch >= recipe.StepsPerEpoch(Stage);

    /// <summary>Whether all epochs of the stage are done.</summary>
    public bool IsStageFull(Recipe recipe) => Epoch > recipe.Stage(Stage).Epochs;

    /// <summary>Whether the stage is the recipe's last.</summary>
    public bool IsLastStage(Recipe recipe) => Stage == 2 || recipe.Stage2.Epochs == 0;

    /// <summary>Updates done in this stage.</summary>
    public long StepInStage(Recipe recipe) => (Epoch - 1) * recipe.StepsPerEpoch(Stage) + StepInEpoch;
}
