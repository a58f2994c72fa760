using JsiGan.Protocol.Sweeps;
using JsiGan.Runtime.Sweeps;
using JsiGan.Search.Spaces;
using JsiGan.Training.Recipes;

namespace JsiGan.Runtime.Tests.Sweeps;

public sealed class SweepPlanTests
{
    private static readonly SweepOptions Options = new()
    {
        Name = "lambda", Recipe = "quickstart", Seeds = 2, Parameters = [new ChoiceParameter("loss.detail", ["0", "0.5"])],
    };

    [Fact]
    public void A_run_differs_from_the_recipe_in_its_parameters_its_seed_and_its_name()
    {
        var plan = new SweepPlan(Options, "sweeps/lambda");
        var recipe = plan.RecipeOf(new RunId(3, 2), new Assignment([new("loss.detail", "0")]));
        Assert.Equal(("lambda-3-seed-2", 0.0, plan.Base.Seed + 1), (recipe.Name, recipe.Loss.Detail, recipe.Seed));
        Assert.Null(recipe.Minutes);
        Assert.Empty(RecipeText.Differences(plan.Base, recipe with { Seed = plan.Base.Seed, Loss = plan.Base.Loss }));
    }

    [Fact]
    public void Trials_that_differ_in_lambda_share_stage_1_and_those_that_differ_in_its_rate_do_not()
    {
        var plan = new SweepPlan(Options, "sweeps/lambda");
        Assert.True(plan.IsShared);
        Assert.Equal((plan.Base.Stage1.Epochs, plan.Base.Stage2.Epochs), (plan.FirstEpoch, plan.Epochs));
        Assert.Equal(1, plan.EpochOf(stage: 2, epoch: 1));
        var other = plan.Base with { Loss = new LossWeights { Adversarial = 3 }, Stage2 = plan.Base.Stage2 with { LearningRate = 1e-3 } };
        Assert.Equal(StageOne.HashOf(plan.Base), StageOne.HashOf(other));
        Assert.NotEqual(
            StageOne.HashOf(plan.Base), StageOne.HashOf(plan.Base with { Stage1 = plan.Base.Stage1 with { LearningRate = 1e-3 } }));
        Assert.NotEqual(StageOne.HashOf(plan.Base), StageOne.HashOf(plan.Base with { Seed = 9 }));
    }

    [Fact]
    public void Without_sharing_a_trial_trains_both_stages()
    {
        var plan = new SweepPlan(Options with { ShareStage1 = false }, "sweeps/lambda");
        Assert.Equal((false, 0, plan.Base.Stage1.Epochs + plan.Base.Stage2.Epochs), (plan.IsShared, plan.FirstEpoch, plan.Epochs));
    }

    [Fact]
    public void Values_that_no_recipe_permits_are_refused_before_anything_starts()
    {
        var fault = Assert.Throws<UsageException>(() => new SweepPlan(
            Options with { Parameters = [new RealParameter("loss.detail", -1, 1)] }, "sweeps/lambda"));
        Assert.Contains("loss.detail is -1, expected 0 to 1000000", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_workers_than_the_batch_has_patches_are_refused()
    {
        var fault = Assert.Throws<UsageException>(() => new SweepPlan(Options with { Workers = 9 }, "sweeps/lambda"));
        Assert.Contains("9 workers, but the batch of its recipe has 4 patches", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_and_the_schedulers_state_are_read_as_they_were_written()
    {
        var parameters = new Assignment([new("loss.detail", "1E-05"), new("stage2.schedule", "linear-tail"), new("batch", "4")]);
        Assert.Equal("""{"loss.detail":1E-05,"stage2.schedule":"linear-tail","batch":4}""", ParametersText.Of(parameters));
        Assert.Equal(parameters, ParametersText.Read(ParametersText.Of(parameters)));
        var machine = new SweepMachine(
            new SweepSettings { Trials = 2, Epochs = 3, Seeds = 2 }, new RungRule(new StopOptions(), Options.Objectives, 3));
        machine.Handle(new SweepInput.Opened(), DateTimeOffset.UnixEpoch);
        machine.Handle(new SweepInput.Suggested(1, "{}"), DateTimeOffset.UnixEpoch.AddSeconds(1.5));
        machine.Handle(new SweepInput.Reported(new RunId(1, 1), 1, [double.NaN]), DateTimeOffset.UnixEpoch.AddSeconds(2));
        var text = SweepStateJson.Write(machine.State);
        Assert.Equal(text, SweepStateJson.Write(SweepStateJson.Read(text)));
        Assert.Equal(TimeSpan.FromSeconds(2), SweepStateJson.Read(text).Spent);
    }
}
