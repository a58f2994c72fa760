using JsiGan.Node.Runs;

namespace JsiGan.Node.Tests.Runs;

public sealed class ResumeHintTests
{
    [Fact]
    public void The_hint_repeats_the_command_and_adds_the_folder() =>
        Assert.Equal(
            "./jsigan train quickstart --set batch=2 --resume runs/quickstart",
            ResumeHint.Command("./jsigan", ["train", "quickstart", "--set", "batch=2"], "runs/quickstart"));

    [Theory]
    [InlineData("--out", "x")]
    [InlineData("--resume", "x")]
    [InlineData("--out=x")]
    [InlineData("--resume=x")]
    public void The_old_folder_gives_way_to_the_new_one(params string[] old) =>
        Assert.Equal("./jsigan train --threads 2 --resume y", ResumeHint.Command("./jsigan", ["train", .. old, "--threads", "2"], "y"));

    [Fact]
    public void Words_that_a_shell_would_split_are_quoted() =>
        Assert.Equal(
            "./jsigan train 'my recipe.yaml' --resume 'it'\\''s here'",
            ResumeHint.Command("./jsigan", ["train", "my recipe.yaml"], "it's here"));

    [Fact]
    public void A_password_is_not_repeated() =>
        Assert.Equal(
            "./jsigan train --threads 2 --resume y",
            ResumeHint.Command("./jsigan", ["train", "--database", "Host=x;Password=hunter2", "--threads", "2"], "y"));
}
