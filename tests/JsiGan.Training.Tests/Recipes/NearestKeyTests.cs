using JsiGan.Training.Recipes;

namespace JsiGan.Training.Tests.Recipes;

public sealed class NearestKeyTests
{
    private static readonly string[] Known = ["epochs", "gamma", "milestones", "learning-rate"];

    [Theory]
    [InlineData("epoch", "epochs")]
    [InlineData("Gamma", "gamma")]
    [InlineData("learning_rate", "learning-rate")]
    [InlineData("learningrate", "learning-rate")]
    [InlineData("milestone", "milestones")]
    public void A_mistyped_key_finds_the_one_it_meant(string written, string expected) =>
        Assert.Equal(expected, NearestKey.Of(written, Known));

    [Fact]
    public void A_key_that_resembles_none_finds_none() => Assert.Null(NearestKey.Of("optimizer", Known));

    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    [InlineData("same", "same", 0)]
    public void The_distance_counts_insertions_deletions_and_replacements(string a, string b, int expected) =>
        Assert.Equal(expected, NearestKey.Distance(a, b));
}
