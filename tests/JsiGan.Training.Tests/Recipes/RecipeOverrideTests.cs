using JsiGan.Training.Recipes;

namespace JsiGan.Training.Tests.Recipes;

public sealed class RecipeOverrideTests
{
    private const string Text = "name: base\nbatch: 4\ndata:\n  synthesize: { frames: 4 }\nstage1:\n  milestones: [3, 5]\n  epochs: 6\n";

    [Fact]
    public void A_change_wins_over_the_file_and_the_later_one_over_the_earlier()
    {
        var recipe = RecipeFile.Parse(Text, "base", "batch=2", "stage1.milestones=[2, 4]", "batch=6", "data.synthesize.seed=9");
        Assert.Equal(6, recipe.Batch);
        Assert.Equal([2, 4], recipe.Stage1.Milestones);
        Assert.Equal(6, recipe.Stage1.Epochs);
        Assert.Equal(9ul, recipe.Data.Synthesize!.Seed);
        Assert.Equal(4, recipe.Data.Synthesize.Frames);
    }

    [Fact]
    public void A_change_may_mend_what_is_wrong_in_the_file() =>
        Assert.Equal(2, RecipeFile.Parse(Text.Replace("batch: 4", "batch: many", StringComparison.Ordinal), "base", "batch=2").Batch);

    [Fact]
    public void A_change_may_open_a_section_that_the_file_has_not() =>
        Assert.Equal(0.25, RecipeFile.Parse(Text, "base", "loss.detail=0.25").Loss.Detail);

    [Fact]
    public void Faults_of_changes_are_told_with_all_others()
    {
        var fault = Assert.Throws<UsageException>(() =>
            RecipeFile.Parse(Text.Replace("batch: 4", "batsh: 4", StringComparison.Ordinal), "base", "seed=x", "loss.detial=1"));
        Assert.Contains("3 faults", fault.Message, StringComparison.Ordinal);
        Assert.Contains("line 2: unknown key batsh", fault.Message, StringComparison.Ordinal);
        Assert.Contains("seed is \"x\"", fault.Message, StringComparison.Ordinal);
        Assert.Contains("did you mean detail?", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("batch")]
    [InlineData("=3")]
    [InlineData("stage1.=3")]
    [InlineData("batch=[")]
    public void What_is_no_change_is_refused(string change) =>
        Assert.Contains("--set " + change, Assert.Throws<UsageException>(() => RecipeFile.Parse(Text, "base", change)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_no_mapping_stays_a_fault() =>
        Assert.Contains("expected keys and values",
            Assert.Throws<UsageException>(() => RecipeFile.Parse("- 1\n- 2\n", "base", "batch=2")).Message, StringComparison.Ordinal);
}
