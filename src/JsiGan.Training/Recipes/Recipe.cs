namespace JsiGan.Training.Recipes;

/// <summary>
/// Everything that decides a training run. The defaults are the paper's schedule; a YAML file (<see cref="RecipeFile"/>) names what
/// differs, with the options' names in kebab case.
/// </summary>
public sealed record Recipe
{
    /// <summary>What the run is called in tables and file names. Default "jsigan"; 1 to 100 characters.</summary>
    public string Name { get; init; } = "jsigan";

    /// <summary>Seed of the initial weights and of the sample order. Default 1; any unsigned 64-bit number.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The clips to learn from.</summary>
    public DataOptions Data { get; init; } = new();

    /// <summary>The networks' architecture.</summary>
    public ModelOptions Model { get; init; } = new();

    /// <summary>The crops that make a batch.</summary>
    public PatchOptions Patch { get; init; } = new();

    /// <summary>Patches of one optimizer update, over all workers. Default 8; 1 to 4096 patches (2 at least for stage 2).</summary>
    public int Batch { get; init; } = 8;

    /// <summary>Whose samples batch norms see when workers share a batch. Default global; global or local.</summary>
    public BatchStatistics BatchStatistics { get; init; } = BatchStatistics.Global;

    /// <summary>The lambdas of stage 2's losses.</summary>
    public LossWeights Loss { get; init; } = new();

    /// <summary>
    /// Stage 1: JSInet on the reconstruction loss alone. Default: the paper's 250 epochs at 1e-4, a tenth at 200 and 225.
    /// </summary>
    public StageOptions Stage1 { get; init; } = new();

    /// <summary>Stage 2: JSI-GAN with both discriminators. Default: the paper's 10 epochs at 1e-6 with a linear tail.</summary>
    public StageOptions Stage2 { get; init; } = StageOptions.PaperStage2;

    /// <summary>What is measured after every epoch.</summary>
    public ValidationOptions Validation { get; init; } = new();

    /// <summary>CPU threads of the tensor library. Default none: as many as the machine's cores; 1 to 1024.</summary>
    public int? Threads { get; init; }

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
