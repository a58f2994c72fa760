using System.Globalization;
using JsiGan.Protocol.Sweeps;
using JsiGan.Runtime.Files;
using JsiGan.Search.Searchers;
using JsiGan.Search.Spaces;
using JsiGan.Training.Recipes;

namespace JsiGan.Runtime.Sweeps;

/// <summary>What a sweep's runs are: recipes, folders, epochs.</summary>
public sealed class SweepPlan
{
    private readonly string _recipeText;
    private readonly string _recipePath;

    /// <param name="options">The sweep.</param>
    /// <param name="folder">Where its runs' folders are.</param>
    /// <exception cref="UsageException">The recipe is absent or faulty, or cannot be swept over like this.</exception>
    public SweepPlan(SweepOptions options, string folder)
    {
        (Options, Folder) = (options, Path.GetFullPath(folder));
        _recipePath = RecipeLocator.Find(options.Recipe, RecipeLocator.ShippedFolder);
        _recipeText = File.ReadAllText(_recipePath);
        Space = new SearchSpace(options.Parameters);
        Base = RecipeOf(Assignment.Empty, seed: 1, options.Name);
        foreach (var parameters in options.Cases.Count > 0 ? options.Cases.Select(each => each.Values) : Space.Grid(2).Take(MostCorners))
            RecipeOf(parameters, seed: 1, options.Name);

        if (options.Workers > Base.Batch)
        {
            throw new UsageException($"The sweep {options.Name} gives each run {options.Workers} workers, but the batch of its recipe has "
                + $"{Base.Batch} patches; give fewer workers, or set batch.");
        }

        IsShared = options.ShareStage1 && StageOne.CanBeShared(Base);
        FirstEpoch = IsShared ? Base.Stage1.Epochs : 0;
        Epochs = Base.Stage1.Epochs + Base.Stage2.Epochs - FirstEpoch;
        if (Epochs == 0)
            throw new UsageException($"The sweep {options.Name} has trials of 0 epochs; set stage1.epochs or stage2.epochs.");
    }

    // Combinations whose recipes are checked before anything starts.
    private const int MostCorners = 256;

    public SweepOptions Options { get; }

    /// <summary>Where the runs' folders are, in full.</summary>
    public string Folder { get; }

    public SearchSpace Space { get; }

    /// <summary>The recipe without any parameter.</summary>
    public Recipe Base { get; }

    /// <summary>Whether stage 2 of the trials begins from a stage 1 that another run trains.</summary>
    public bool IsShared { get; }

    /// <summary>Epochs before a trial's own first one.</summary>
    public int FirstEpoch { get; }

    /// <summary>A trial's own epochs.</summary>
    public int Epochs { get; }

    /// <summary>The scheduler's settings.</summary>
    public SweepSettings Settings => new()
    {
        Trials = Options.Trials,
        Epochs = Epochs,
        Seeds = Options.Seeds,
        Slots = Options.AtATime,
        EpochBudget = Options.EpochBudget,
        TimeBudget = Options.Hours is { } hours ? TimeSpan.FromHours(hours) : null,
        FailuresInARow = Options.FailuresInARow,
    };

    /// <summary>Early stopping.</summary>
    public RungRule Rule => new(Options.Stop, Options.Objectives, Epochs);

    /// <summary>The searcher.</summary>
    public ISearcher Searcher => Options.Cases.Count > 0
        ? new CaseSearcher(Options.Cases)
        : SearcherFactory.Create(Options.Searcher, Space, Options.Objectives, Options.SearchSeed, Options.Trials);

    /// <summary>What a run trains.</summary>
    /// <exception cref="UsageException">These values contradict each other.</exception>
    public Recipe RecipeOf(RunId run, Assignment parameters) => RecipeOf(parameters, run.Seed, NameOf(run));

    /// <summary>Name of a run, and of its folder.</summary>
    public string NameOf(RunId run) => string.Create(
        CultureInfo.InvariantCulture, $"{Options.Name}-{run.Trial}{(Options.Seeds == 1 ? "" : $"-seed-{run.Seed}")}");

    /// <summary>Folder of a run.</summary>
    public string FolderOf(RunId run) => Path.Combine(Folder, NameOf(run));

    /// <summary>Own epochs that a run has done at the end of an epoch of a stage.</summary>
    public int EpochOf(int stage, int epoch) => (stage == 1 ? epoch : Base.Stage1.Epochs + epoch) - FirstEpoch;

    // Seeds count on from the recipe's. A sweep's runs are as long as their recipe says.
    private Recipe RecipeOf(Assignment parameters, int seed, string name)
    {
        var recipe = RecipeFile.Parse(
            _recipeText, _recipePath, [.. Options.Set, .. parameters.Select(pair => $"{pair.Key}={pair.Value}")]);
        return recipe with { Minutes = null, Name = name, Seed = recipe.Seed + (ulong)(seed - 1) };
    }
}
