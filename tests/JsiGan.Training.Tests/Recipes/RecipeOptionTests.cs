using JsiGan.Training.Recipes;

namespace JsiGan.Training.Tests.Recipes;

public sealed class RecipeOptionTests
{
    /// <summary>Checkpoints and runs in databases hold hashes of this text.</summary>
    [Fact]
    public void The_canonical_text_never_changes()
    {
        var recipe = new Recipe { Data = new DataOptions { Hdr = "h", Sdr = "s", Synthesize = new SynthesizeOptions() }, Threads = 2 };
        Assert.Equal("""
            name: "jsigan"
            seed: 1
            batch: 8
            batch-statistics: global
            threads: 2
            data:
              hdr: "h"
              sdr: "s"
              validation-every: 4
              synthesize:
                width: 3840
                height: 2160
                frames: 8
                seed: 1
            model:
              scale: 2
              detail-restoration: true
              local-contrast: true
              detail-layer: divide
              logit-batch-norm: true
            patch:
              low-size: 80
            loss:
              reconstruction: 1
              adversarial: 1
              feature-matching: 0.5
              detail: 0.5
            stage1:
              epochs: 250
              patches-per-epoch: 39340
              learning-rate: 0.0001
              schedule: steps
              milestones: [200, 225]
              gamma: 0.1
              final-ratio: 0.1
              tail-epochs: 5
            stage2:
              epochs: 10
              patches-per-epoch: 39340
              learning-rate: 1E-06
              schedule: linear-tail
              milestones: [200, 225]
              gamma: 0.1
              final-ratio: 0.1
              tail-epochs: 5
            validation:
              crops: 8
              crop-size: 96

            """, recipe.ToYaml());
        Assert.Contains(
            "  low-size: 80\n  augment: true\n", (recipe with { Patch = new() { Augment = true } }).ToYaml(), StringComparison.Ordinal);
        Assert.Equal(recipe.Identity(), (recipe with { Name = "other", Threads = 3, Validation = new() { Crops = 9 } }).Identity());
        Assert.NotEqual(recipe.Identity(), (recipe with { Data = recipe.Data with { ValidationEvery = 5 } }).Identity());
    }

    [Fact]
    public void Every_option_has_a_help_text_and_a_default_within_its_range()
    {
        var recipe = new Recipe { Data = new DataOptions { Synthesize = new SynthesizeOptions() }, Threads = 1 };
        Assert.All(RecipeOption.All, option => Assert.EndsWith(".", option.Help, StringComparison.Ordinal));
        Assert.All(RecipeOption.All, option => Assert.Null(option.Check(recipe)));
    }

    [Fact]
    public void The_reference_in_the_docs_is_the_declared_one() =>
        Assert.EndsWith(
            RecipeReference.ToMarkdown(), File.ReadAllText(Path.Combine(Repository.Root, "docs", "recipe.md")), StringComparison.Ordinal);
}
