using JsiGan.Training.Recipes;

namespace JsiGan.Training.Schedules;

/// <summary>
/// The learning rate of one update, by the schedule of its stage: a pure function, so that a resumed run needs no scheduler state.
/// </summary>
public static class LearningRate
{
    /// <summary>The rate of the update that follows a position.</summary>
    public static double At(Recipe recipe, TrainingPosition position) =>
        At(recipe.Stage(position.Stage), position.Epoch, position.StepInStage(recipe), recipe.StepsOf(position.Stage));

    /// <param name="stage">The stage's options.</param>
    /// <param name="epoch">Epoch within the stage, from 1.</param>
    /// <param name="step">Update within the stage, from 0.</param>
    /// <param name="steps">Updates of the whole stage.</param>
    public static double At(StageOptions stage, int epoch, long step, long steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epoch, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(epoch, stage.Epochs);
        return stage.LearningRate * WarmUp.Factor(stage.WarmUp, step) * stage.Schedule switch
        {
            ScheduleKind.Constant => 1,
            ScheduleKind.Steps => StepDecay.Factor(stage.Milestones, stage.Gamma, epoch),
            ScheduleKind.Cosine => CosineDecay.Factor(stage.FinalRatio, step, steps),
            ScheduleKind.LinearTail => LinearTail.Factor(stage.Epochs, stage.TailEpochs, epoch),
            _ => throw new ArgumentOutOfRangeException(nameof(stage), stage.Schedule, "No such schedule."),
        };
    }
}
