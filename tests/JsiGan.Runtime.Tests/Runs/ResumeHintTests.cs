using JsiGan.Cli.Commands;
using JsiGan.Runtime.Runs;

namespace JsiGan.Runtime.Tests.Runs;

public sealed class ResumeHintTests
{
    [Fact]
    public void The_hint_has_the_options_of_the_run_and_its_folder() =>
        Assert.Equal(
            "./jsigan train quickstart --set batch=2 --resume runs/quickstart --threads 2 --quiet",
            ResumeHint.Command(
                "./jsigan",
                new TrainOptions { Recipe = "quickstart", Overrides = ["batch=2"], Threads = 2, Quiet = true },
                "runs/quickstart"));

    [Fact]
    public void The_run_s_folder_replaces_those_that_were_given() =>
        Assert.Equal("./jsigan train --resume y", ResumeHint.Command("./jsigan", new TrainOptions { Out = "x" }, "y"));

    [Fact]
    public void Words_that_a_shell_would_split_are_quoted() =>
        Assert.Equal(
            "./jsigan train 'my recipe.yaml' --resume 'it'\\''s here'",
            ResumeHint.Command("./jsigan", new TrainOptions { Recipe = "my recipe.yaml" }, "it's here"));

    [Fact]
    public void A_password_is_not_shown() =>
        Assert.Equal(
            "./jsigan train --resume y",
            ResumeHint.Command("./jsigan", new TrainOptions { Database = "Host=x;Password=hunter2" }, "y"));

    [Fact]
    public void Stored_options_come_back_as_they_were_without_the_database()
    {
        var options = new TrainOptions { Recipe = "r", Overrides = ["a=1"], Workers = 3, MetricsPort = 9464, Database = "Host=x" };
        var restored = TrainOptions.FromJson(options.ToJson());
        Assert.Equal((options with { Database = null }).ToArguments(), restored.ToArguments());
        Assert.DoesNotContain("Host", options.ToJson(), StringComparison.Ordinal);
    }
}
