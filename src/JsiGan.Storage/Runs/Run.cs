namespace JsiGan.Storage.Runs;

/// <summary>How a run stands. Stored in lower case.</summary>
public enum RunState
{
    Running,

    /// <summary>Stopped by its user or by a crash that was noticed; it can go on.</summary>
    Stopped,
    Finished,
    Failed,
}

/// <summary>A run that is to begin.</summary>
/// <param name="Name">What users call it; a number is added when it is taken.</param>
/// <param name="RecipeName">Name of its recipe.</param>
/// <param name="Recipe">Canonical YAML.</param>
/// <param name="RecipeHash">SHA-256 of the canonical YAML, lower-case hexadecimal.</param>
/// <param name="TotalSteps">Updates of the whole run.</param>
/// <param name="Folder">Folder of the run on this machine.</param>
/// <param name="WorkingFolder">Folder that the command line was typed in.</param>
/// <param name="Options">JSON of the options that start it; no secrets.</param>
public sealed record NewRun(
    string Name, string RecipeName, string Recipe, string RecipeHash, long TotalSteps, string Folder, string WorkingFolder,
    string Options);

/// <summary>A run as the database knows it.</summary>
/// <param name="Id">Identity.</param>
/// <param name="What">What it was begun with; its name is the one that it got.</param>
/// <param name="State">How it stands.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="Step">Updates done as far as the database knows.</param>
/// <param name="CreatedAt">When it began.</param>
public sealed record Run(long Id, NewRun What, RunState State, string Reason, long Step, DateTime CreatedAt)
{
    public string Name => What.Name;

    public override string ToString() => $"{Name} (run {Id})";
}
