using JsiGan.Models;
using JsiGan.Training.Recipes;

namespace JsiGan.Training.Tests.Recipes;

public sealed class RecipeFileTests
{
    private const string Clips = "data: { hdr: a.mkv, sdr: b.mkv }\n";

    [Fact]
    public void An_option_left_out_keeps_the_papers_value()
    {
        var recipe = RecipeFile.Parse(Clips, "r.yaml");
        Assert.Equal(new Recipe { Data = new DataOptions { Hdr = "a.mkv", Sdr = "b.mkv" } }.ToYaml(), recipe.ToYaml());
        Assert.Equal((250, 39_340L, 1e-4, ScheduleKind.Steps),
            (recipe.Stage1.Epochs, recipe.Stage1.PatchesPerEpoch, recipe.Stage1.LearningRate, recipe.Stage1.Schedule));
        Assert.Equal([200, 225], recipe.Stage1.Milestones);
        Assert.Equal((10, 39_340L, 1e-6, ScheduleKind.LinearTail),
            (recipe.Stage2.Epochs, recipe.Stage2.PatchesPerEpoch, recipe.Stage2.LearningRate, recipe.Stage2.Schedule));
        Assert.Equal((8, 80, BatchStatistics.Global), (recipe.Batch, recipe.Patch.LowSize, recipe.BatchStatistics));
        Assert.Equal(new LossWeights { Reconstruction = 1, Adversarial = 1, FeatureMatching = 0.5, Detail = 0.5 }, recipe.Loss);
        Assert.Equal(4917, recipe.StepsPerEpoch(1));
    }

    [Fact]
    public void Every_option_can_be_written_in_a_file()
    {
        var recipe = new Recipe
        {
            Name = "all \"options\" \\ ü\t.",
            Seed = ulong.MaxValue,
            Batch = 6,
            BatchStatistics = BatchStatistics.Local,
            Threads = 3,
            Data = new DataOptions
            {
                Hdr = "h.mkv",
                Sdr = "s.mkv",
                ValidationEvery = 7,
                Synthesize = new SynthesizeOptions { Width = 640, Height = 384, Frames = 9, Seed = 5 },
            },
            Model = new ModelOptions
            {
                Scale = 4, DetailRestoration = false, LocalContrast = false, DetailLayer = DetailLayer.Subtract,
                LogitBatchNorm = false
            },
            Patch = new PatchOptions { LowSize = 16 },
            Loss = new LossWeights { Reconstruction = 2, Adversarial = 3.5, FeatureMatching = 0.25, Detail = 0 },
            Stage1 = new StageOptions
            {
                Epochs = 4, PatchesPerEpoch = 60, LearningRate = 0.003, Schedule = ScheduleKind.Steps,
                Milestones = [2, 3], Gamma = 0.3
            },
            Stage2 = new StageOptions
            {
                Epochs = 8, PatchesPerEpoch = 66, LearningRate = 2e-7, Schedule = ScheduleKind.Cosine,
                FinalRatio = 0.03, TailEpochs = 2
            },
            Validation = new ValidationOptions { Crops = 2, CropSize = 24 },
        };
        var again = RecipeFile.Parse(recipe.ToYaml(), "r.yaml");
        Assert.Equal(recipe.ToYaml(), again.ToYaml());
        Assert.Equal(recipe.Name, again.Name);
        Assert.Equal(recipe.Data, again.Data);
        Assert.Equal(recipe.Model, again.Model);
        Assert.Equal(recipe.Hash(), again.Hash());
        Assert.NotEqual(recipe.Hash(), (recipe with { Batch = 7 }).Hash());
    }

    [Fact]
    public void All_faults_come_at_once_each_with_its_line()
    {
        const string text = """
            name: many faults
            data:
              hdr: a.mkv
            batch: 0
            batch-statistics: each
            modle: { scale: 2 }
            model:
              scale: 3
              detail_layer: subtract
            loss:
              detail: -1
              lambda-fm: 0.5
            stage1:
              epochs: ten
              milestones: [200, 100]
              schedule: stairs
            """;
        var fault = Assert.Throws<UsageException>(() => RecipeFile.Parse(text, "cluster-config/recipes/mine.yaml"));
        Assert.Equal("""
            The recipe cluster-config/recipes/mine.yaml has 11 faults; correct and start again:
              - line 3: data.hdr is given without data.sdr: name both clips.
              - line 4: batch is 0, expected 1 to 4096 patches.
              - line 5: batch-statistics is "each", expected global or local.
              - line 6: unknown key modle: did you mean model?
              - line 8: model.scale is 3, expected 1, 2 or 4.
              - line 9: unknown key detail_layer in model: did you mean detail-layer?
              - line 11: loss.detail is -1, expected 0 to 1000000.
              - line 12: unknown key lambda-fm in loss: expected one of adversarial, detail, feature-matching, reconstruction.
              - line 14: stage1.epochs is "ten", expected a whole number.
              - line 15: stage1.milestones are [200, 100], expected ascending epochs from 2.
              - line 16: stage1.schedule is "stairs", expected constant or steps or cosine or linear-tail.
            """, fault.Message);
    }

    [Theory]
    [InlineData("patch: { low-size: 50 }",
        "patch.low-size 50 at model.scale 2 makes HDR patches of 100 pixels, expected a multiple of 32 (the discriminators halve it five "
            + "times): try 48 or 64.")]
    [InlineData("batch: 1",
        "batch is 1, expected at least 2 for stage 2: batch normalisation of one patch has nothing to compare (or set stage2.epochs to "
            + "0).")]
    [InlineData("stage1: { epochs: 210 }",
        "stage1.milestones end at epoch 225 but stage1.epochs is 210: name epochs within the stage, or [] for a constant rate.")]
    [InlineData("stage2: { patches-per-epoch: 4 }", "batch is 8 but stage2.patches-per-epoch is 4: an epoch needs at least one batch.")]
    [InlineData("stage2: { tail-epochs: 11 }", "stage2.tail-epochs is 11, expected at most stage2.epochs, 10.")]
    [InlineData("stage2: { epochs: 1 }",
        "stage2.schedule linear-tail over 1 epoch would train at learning rate 0: give at least 2 epochs, or the schedule constant or "
            + "cosine.")]
    [InlineData("stage1: { epochs: 0 }\nstage2: { epochs: 0 }",
        "stage1.epochs and stage2.epochs are both 0: give at least one stage an epoch.")]
    [InlineData("threads: 0", "threads is 0, expected 1 to 1024 threads.")]
    [InlineData("seed: -1", "seed is \"-1\", expected a whole number.")]
    [InlineData("stage1: { learning-rate: .inf }", "stage1.learning-rate is \".inf\", expected a number.")]
    [InlineData("stage1: { learning-rate: 0 }", "stage1.learning-rate is 0, expected above 0, to 1.")]
    [InlineData("stage1: [1, 2]", "stage1 is a list, expected keys and values.")]
    public void A_fault_or_contradiction_names_both_values(string line, string expected)
    {
        var fault = Assert.Throws<UsageException>(() => RecipeFile.Parse(Clips + line, "r.yaml"));
        Assert.StartsWith("The recipe r.yaml has 1 fault; correct and start again:\n  - line ", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith(expected, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "data names no clips: give hdr and sdr, or synthesize to render them, or store for an ingested set.")]
    [InlineData("data: { synthesize: { width: 130, height: 2160 } }",
        "data.synthesize.width is 130, expected a multiple of 4: twice model.scale.")]
    [InlineData("data: { synthesize: { width: 128 } }",
        "data.synthesize.width is 128, smaller than the largest crop, 96 low-resolution pixels at model.scale 2, 192 pixels: render a "
            + "larger clip, or lower patch.low-size and validation.crop-size.")]
    [InlineData("data: { synthesize: { frames: 1 } }", "data.synthesize.frames is 1, expected 2 to 100000 frames.")]
    public void Data_that_cannot_be_trained_on_is_refused(string text, string expected)
    {
        var fault = Assert.Throws<UsageException>(() => RecipeFile.Parse(text, "r.yaml"));
        Assert.EndsWith(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_is_no_yaml_is_refused_with_its_line()
    {
        var fault = Assert.Throws<UsageException>(() => RecipeFile.Parse("name: a\nbatch: [1,\n", "r.yaml"));
        Assert.StartsWith("The recipe r.yaml is no YAML, line ", fault.Message, StringComparison.Ordinal);
        var twice = Assert.Throws<UsageException>(() => RecipeFile.Parse("batch: 2\nbatch: 4\n", "r.yaml"));
        Assert.Contains("batch", twice.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_a_usage_fault_that_names_it()
    {
        var fault = Assert.Throws<UsageException>(() => RecipeFile.Load("no/such/recipe.yaml"));
        Assert.StartsWith("The recipe no/such/recipe.yaml cannot be read", fault.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> Recipes() =>
        [.. Directory.EnumerateFiles(Folder(), "*.yaml").Select(path => Path.GetFileName(path))];

    [Theory, MemberData(nameof(Recipes))]
    public void Every_recipe_of_the_repository_loads_and_says_what_to_expect(string name)
    {
        var path = Path.Combine(Folder(), name);
        Assert.Equal(Path.GetFileNameWithoutExtension(name), RecipeFile.Load(path).Name);
        Assert.Contains("# Expected", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void The_papers_recipes_are_the_defaults_apart_from_name_data_and_scale()
    {
        var x2 = RecipeFile.Load(Path.Combine(Folder(), "paper-x2.yaml"));
        Assert.Equal(new Recipe { Name = x2.Name, Data = x2.Data }.ToYaml(), x2.ToYaml());
        var x4 = RecipeFile.Load(Path.Combine(Folder(), "paper-x4.yaml"));
        Assert.Equal(["model.scale", "patch.low-size"], RecipeText.Differences(x2, x4).Select(option => option.Key));
    }

    private static string Folder() => Path.Combine(Repository.Root, "cluster-config", "recipes");
}
