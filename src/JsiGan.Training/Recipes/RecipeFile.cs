using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace JsiGan.Training.Recipes;

/// <summary>Reads recipes from YAML. An option that the file leaves out keeps its default.</summary>
public static class RecipeFile
{
    /// <summary>Reads a recipe file, with changes (key=value, dots between the levels) put over what it says.</summary>
    /// <exception cref="UsageException">There is no such file, it is no YAML, or it has faults: all of them, each with its
    ///     line.</exception>
    public static Recipe Load(string path, params IReadOnlyList<string> changes)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return Parse(File.ReadAllText(path), path, changes);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The recipe {path} cannot be read ({missing.Message}): name a recipe such as "
                + "cluster-config/recipes/quickstart.yaml.", missing);
        }
    }

    /// <summary>Reads a recipe from text.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="name">What messages call the text: its path.</param>
    /// <param name="changes">Options to put over the text's, as key=value with dots between the levels.</param>
    /// <exception cref="UsageException">The text is no YAML or has faults: all of them, each with its line.</exception>
    public static Recipe Parse(string text, string name, params IReadOnlyList<string> changes)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(changes);
        var faults = new YamlFaults();
        var root = Root(text, name);
        var recipe = Read(new YamlSection(changes.Count == 0 ? root : RecipeOverrides.Apply(root, changes), "", faults));
        foreach (var fault in RecipeRules.Check(recipe).Concat(DataRules.Check(recipe)))
        {
            faults.Add(fault);
        }

        faults.ThrowIfAny(name);
        return recipe;
    }

    /// <summary>Reads a recipe that was checked when it was first used: the one in a checkpoint.</summary>
    public static Recipe Reread(string text, string name) => Read(new YamlSection(Root(text, name), "", new YamlFaults()));

    private static YamlNode? Root(string text, string name)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException syntax)
        {
            throw new UsageException($"The recipe {name} is no YAML, line {syntax.Start.Line}: {syntax.Message.TrimEnd('.')}.", syntax);
        }

        return stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode;
    }

    private static Recipe Read(YamlSection file)
    {
        var fallback = new Recipe();
        var recipe = new Recipe
        {
            Name = file.Text("name", fallback.Name)!,
            Seed = file.Whole("seed", fallback.Seed),
            Batch = file.Whole("batch", fallback.Batch),
            BatchStatistics = file.Choice("batch-statistics", fallback.BatchStatistics),
            Threads = file.Has("threads") ? file.Whole("threads", 1) : null,
            Data = Data(file.Section("data")),
            Model = Model(file.Section("model"), fallback.Model),
            Patch = Patch(file.Section("patch"), fallback.Patch),
            Loss = Loss(file.Section("loss"), fallback.Loss),
            Stage1 = Stage(file.Section("stage1"), fallback.Stage1),
            Stage2 = Stage(file.Section("stage2"), fallback.Stage2),
            Validation = Validation(file.Section("validation"), fallback.Validation),
        };
        file.Close();
        return recipe;
    }

    private static DataOptions Data(YamlSection section)
    {
        var data = new DataOptions
        {
            Store = section.Text("store", null),
            Hdr = section.Text("hdr", null),
            Sdr = section.Text("sdr", null),
            ValidationEvery = section.Whole("validation-every", new DataOptions().ValidationEvery),
            Synthesize = Synthesize(section.Section("synthesize"), new SynthesizeOptions()),
        };
        section.Close();
        return data;
    }

    private static SynthesizeOptions? Synthesize(YamlSection section, SynthesizeOptions fallback)
    {
        var clip = new SynthesizeOptions
        {
            Width = section.Whole("width", fallback.Width),
            Height = section.Whole("height", fallback.Height),
            Frames = section.Whole("frames", fallback.Frames),
            Seed = section.Whole("seed", fallback.Seed),
        };
        section.Close();
        return section.IsGiven ? clip : null;
    }

    private static ModelOptions Model(YamlSection section, ModelOptions fallback)
    {
        var model = new ModelOptions
        {
            Scale = section.Whole("scale", fallback.Scale),
            DetailRestoration = section.Flag("detail-restoration", fallback.DetailRestoration),
            LocalContrast = section.Flag("local-contrast", fallback.LocalContrast),
            DetailLayer = section.Choice("detail-layer", fallback.DetailLayer),
            LogitBatchNorm = section.Flag("logit-batch-norm", fallback.LogitBatchNorm),
        };
        section.Close();
        return model;
    }

    private static PatchOptions Patch(YamlSection section, PatchOptions fallback)
    {
        var patch = new PatchOptions
        {
            LowSize = section.Whole("low-size", fallback.LowSize), Augment = section.Flag("augment", fallback.Augment),
        };
        section.Close();
        return patch;
    }

    private static LossWeights Loss(YamlSection section, LossWeights fallback)
    {
        var loss = new LossWeights
        {
            Reconstruction = section.Number("reconstruction", fallback.Reconstruction),
            Adversarial = section.Number("adversarial", fallback.Adversarial),
            FeatureMatching = section.Number("feature-matching", fallback.FeatureMatching),
            Detail = section.Number("detail", fallback.Detail),
        };
        section.Close();
        return loss;
    }

    private static StageOptions Stage(YamlSection section, StageOptions fallback)
    {
        var stage = new StageOptions
        {
            Epochs = section.Whole("epochs", fallback.Epochs),
            PatchesPerEpoch = section.Whole("patches-per-epoch", fallback.PatchesPerEpoch),
            LearningRate = section.Number("learning-rate", fallback.LearningRate),
            Schedule = section.Choice("schedule", fallback.Schedule),
            Milestones = section.Integers("milestones", fallback.Milestones),
            Gamma = section.Number("gamma", fallback.Gamma),
            FinalRatio = section.Number("final-ratio", fallback.FinalRatio),
            TailEpochs = section.Whole("tail-epochs", fallback.TailEpochs),
        };
        section.Close();
        return stage;
    }

    private static ValidationOptions Validation(YamlSection section, ValidationOptions fallback)
    {
        var validation = new ValidationOptions
        {
            Crops = section.Whole("crops", fallback.Crops),
            CropSize = section.Whole("crop-size", fallback.CropSize),
        };
        section.Close();
        return validation;
    }
}
