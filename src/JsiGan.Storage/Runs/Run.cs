namespace JsiGan.Storage.Runs;

/// <summary>State of a run, stored in lower case.</summary>
public enum RunState
{
    Running,

    /// <summary>Stopped by its user or a crash; can be resumed.</summary>
    Stopped,
    Finished,
    Failed,
}

/// <summary>A new run.</summary>
/// <param name="Name">Its name; a number is appended if it is taken.</param>
/// <param name="RecipeName">Name of its recipe.</param>
/// <param name="Recipe">Canonical YAML.</param>
/// <param name="RecipeHash">SHA-256 of the canonical YAML, lower-case hexadecimal.</param>
/// <param name="TotalSteps">Updates of the whole run.</param>
/// <param name="Folder">Folder of the run on this machine.</param>
/// <param name="WorkingFolder">Working folder of the command.</param>
/// <param name="Options">JSON of its options; no secrets.</param>
public sealed record NewRun(
    string Name, string RecipeName, string Recipe, string RecipeHash, long TotalSteps, string Folder, string WorkingFolder,
    string Options);

/// <summary>A run in the database.</summary>
/// <param name="Id">Identity.</param>
/// <param name="What">Its parameters, with its final name.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="Step">Updates done, as last recorded.</param>
/// <param name="CreatedAt">When it began.</param>
public sealed record Run(long Id, NewRun What, RunState State, string Reason, long Step, DateTime CreatedAt)
{
    public string Name => What.Name;

    public override string ToString() => $"{Name} (run {Id})";
}
