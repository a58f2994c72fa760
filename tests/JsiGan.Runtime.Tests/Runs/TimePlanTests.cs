using JsiGan.Runtime.Runs;
using JsiGan.Training.Recipes;

namespace JsiGan.Runtime.Tests.Runs;

public sealed class TimePlanTests
{
    // 7 x 100 steps and 1 x 20.
    private static readonly Recipe Recipe = new()
    {
        Batch = 4,
        Minutes = 5,
        Stage1 = new StageOptions { Epochs = 7, PatchesPerEpoch = 400 },
        Stage2 = new StageOptions { Epochs = 1, PatchesPerEpoch = 80 },
    };

    private static readonly TrainingSpeed Speed = new(
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(2), TimeSpan.Zero);

    [Fact]
    public void Both_stages_keep_their_epochs_and_their_proportion()
    {
        var planned = TimePlan.Fit(Recipe, Speed, TimeSpan.FromSeconds(480));
        Assert.Equal((7, 1), (planned.Stage1.Epochs, planned.Stage2.Epochs));
        Assert.Equal((7 * 54, 10), (planned.StepsOf(1), planned.StepsOf(2)));
        Assert.Null(planned.Minutes);
    }

    [Theory]
    [InlineData(120)]
    [InlineData(300)]
    [InlineData(600)]
    [InlineData(900)]
    public void A_plan_leaves_time_for_validation_and_a_reserve(double seconds)
    {
        var planned = TimePlan.Fit(Recipe, Speed, TimeSpan.FromSeconds(seconds));
        var training = planned.StepsOf(1) * Speed.Stage1 + planned.StepsOf(2) * Speed.Stage2;
        Assert.InRange(training + (8 + 2) * Speed.Validation, TimeSpan.FromSeconds(0.84 * seconds), TimeSpan.FromSeconds(0.9 * seconds));
    }

    [Fact]
    public void The_fit_before_the_first_step_takes_its_time_from_the_steps()
    {
        var fit = TimeSpan.FromSeconds(90);
        var planned = TimePlan.Fit(Recipe, Speed with { Fit = fit }, TimeSpan.FromSeconds(480) + (fit / 0.9));
        Assert.Equal((7 * 54, 10), (planned.StepsOf(1), planned.StepsOf(2)));
    }

    [Fact]
    public void A_machine_without_time_left_trains_one_step_an_epoch()
    {
        var planned = TimePlan.Fit(Recipe, Speed, TimeSpan.FromSeconds(-10));
        Assert.Equal((7, 1), (planned.StepsOf(1), planned.StepsOf(2)));
    }

    [Fact]
    public void A_fast_machine_trains_at_most_twice_as_long_as_the_recipe_says()
    {
        var planned = TimePlan.Fit(Recipe, Speed, TimeSpan.FromHours(10));
        Assert.Equal((1400, 40), (planned.StepsOf(1), planned.StepsOf(2)));
    }

    [Fact]
    public void A_stage_that_is_left_out_stays_out()
    {
        var planned = TimePlan.Fit(Recipe with { Stage2 = Recipe.Stage2 with { Epochs = 0 } }, Speed, TimeSpan.FromSeconds(480));
        Assert.Equal(0, planned.StepsOf(2));
        Assert.True(planned.StepsOf(1) > 350);
    }

    [Fact]
    public void The_saved_plan_is_a_recipe_that_repeats_the_run()
    {
        var planned = TimePlan.Fit(Recipe, Speed, TimeSpan.FromSeconds(480));
        Assert.Equal(planned.ToYaml(), RecipeFile.Reread(planned.ToYaml(), "saved").ToYaml());
        Assert.Equal(planned.ToYaml(), TimePlan.Repeat(Recipe, planned).ToYaml());
    }
}
