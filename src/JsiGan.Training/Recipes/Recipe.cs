using JsiGan.Models;

namespace JsiGan.Training.Recipes;

/// <summary>
/// Everything that decides a training run. The defaults are the paper's; a YAML file (<see cref="RecipeFile"/>) names what differs, with
/// the properties' names in kebab case. docs/recipe.md lists all options.
/// </summary>
public sealed record Recipe
{
    private const double MaxEma = 0.999999;

    [Option("Name of the run in tables and file names.", Min = 1, Max = 100, Unit = "characters", IsNeutral = true)]
    public string Name { get; init; } = "jsigan";

    [Option("Seed of the initial weights and of the sample order.")]
    public ulong Seed { get; init; } = 1;

    [Option("Patches of one optimizer update, over all workers; at least 2 for stage 2.", Min = 1, Max = 4096, Unit = "patches")]
    public int Batch { get; init; } = 8;

    [Option("Samples over which the discriminators' batch norms take their statistics when workers share a batch.")]
    public BatchStatistics BatchStatistics { get; init; } = BatchStatistics.Global;

    [Option("CPU threads of the tensor library; by default one a core.", Min = 1, Max = 1024, Unit = "threads", IsNeutral = true)]
    public int? Threads { get; init; }

    [Option("Time of the whole run, preparation and comparison included. The run measures its speed in the first steps and changes "
        + "patches-per-epoch of both stages to fit; the recipe that it saves has these and no minutes. For one machine.",
        Min = 0.1, Max = 100_000, Unit = "minutes", OmitsDefault = true)]
    public double? Minutes { get; init; }

    [Option("The frames.")]
    public DataOptions Data { get; init; } = new();

    [Option("The networks' architecture.")]
    public ModelOptions Model { get; init; } = new();

    [Option("Initial weights of the generator: xavier, as in the paper, or input, which begins by predicting the up-sampled input.",
        OmitsDefault = true)]
    public GeneratorStart Start { get; init; } = GeneratorStart.Xavier;

    [Option("Trained weights that the generator begins with, instead of start: none, pretrained (comes with the program), a run's or a "
        + "checkpoint's folder, or a safetensors file.", Min = 1, Max = 4096, Unit = "characters", OmitsDefault = true)]
    public string Init { get; init; } = "none";

    [Option("Patches to which the generator's last convolution is fitted by least squares before the first step, which learns the grade "
        + "of a video at once; 0 for none, as in the paper. One worker does it, while the others wait.",
        Min = 0, Max = 10_000, Unit = "patches", OmitsDefault = true)]
    public int FitOutput { get; init; }

    [Option("The crops that make a batch.")]
    public PatchOptions Patch { get; init; } = new();

    [Option("Weights of stage 2's generator loss.")]
    public LossWeights Loss { get; init; } = new();

    [Option("Stage 1: JSInet on the reconstruction loss alone.")]
    public StageOptions Stage1 { get; init; } = new();

    [Option("Stage 2: JSI-GAN with both discriminators.")]
    public StageOptions Stage2 { get; init; } = StageOptions.PaperStage2;

    [Option("Decay of a moving average of the generator's weights, which validation, predictions and previews use; 0 for none. "
        + "After update t it is at most (1 + t) / (10 + t). Training and stage 2 continue from the weights themselves.",
        Min = 0, Max = MaxEma, OmitsDefault = true)]
    public double Ema { get; init; }

    [Option("The measurement after each epoch.", IsNeutral = true)]
    public ValidationOptions Validation { get; init; } = new();

    /// <summary>Stage 1 or stage 2.</summary>
    public StageOptions Stage(int stage) => stage switch
    {
        1 => Stage1,
        2 => Stage2,
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "Training has stages 1 and 2."),
    };

    /// <summary>Updates of one epoch of a stage: whole batches only; what does not fill one opens the next epoch.</summary>
    public long StepsPerEpoch(int stage) => Math.Max(1, Stage(stage).PatchesPerEpoch / Batch);

    /// <summary>Updates of a whole stage.</summary>
    public long StepsOf(int stage) => Stage(stage).Epochs * StepsPerEpoch(stage);
}
