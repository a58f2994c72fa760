using JsiGan.Runtime.Files;
using JsiGan.Testing;

namespace JsiGan.Runtime.Tests.Runs;

public sealed class RecipeLocatorTests
{
    [Fact]
    public void A_bare_name_is_a_recipe_that_comes_with_jsigan()
    {
        using var shipped = new TestFolder();
        File.WriteAllText(shipped.File("quickstart.yaml"), "");
        Assert.Equal(shipped.File("quickstart.yaml"), RecipeLocator.Find("quickstart", shipped.Path));
        Assert.Equal(shipped.File("quickstart.yaml"), RecipeLocator.Find(null, shipped.Path));
    }

    [Fact]
    public void A_path_wins_over_a_name()
    {
        using var shipped = new TestFolder();
        using var own = new TestFolder();
        File.WriteAllText(own.File("mine.yaml"), "");
        Assert.Equal(own.File("mine.yaml"), RecipeLocator.Find(own.File("mine.yaml"), shipped.Path));
    }

    [Fact]
    public void A_missing_recipe_is_answered_with_those_that_exist()
    {
        using var shipped = new TestFolder();
        File.WriteAllText(shipped.File("paper.yaml"), "");
        File.WriteAllText(shipped.File("quickstart.yaml"), "");
        var fault = Assert.Throws<UsageException>(() => RecipeLocator.Find("quikstart", shipped.Path));
        Assert.Contains("'quikstart'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("(paper, quickstart)", fault.Message, StringComparison.Ordinal);
    }
}
