using JsiGan.Training.Recipes;

namespace JsiGan.Training.Checkpoints;

/// <summary>A checkpoint folder that was found whole.</summary>
/// <param name="Folder">Where it is.</param>
/// <param name="Position">How far the run had come.</param>
/// <param name="Recipe">What trained it.</param>
/// <param name="Files">Names of its files, the state last.</param>
public sealed record CheckpointFolder(string Folder, TrainingPosition Position, Recipe Recipe, IReadOnlyList<string> Files)
{
    /// <summary>Reads and checks a folder, whatever recipe it is of.</summary>
    /// <exception cref="FailureException">It is missing, incomplete or altered.</exception>
    public static CheckpointFolder Open(string folder) => Checkpoint.Inspect(folder);
}
