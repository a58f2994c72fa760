using JsiGan.Training.Recipes;
using JsiGan.Training.Schedules;

namespace JsiGan.Training.Checkpoints;

/// <summary>A checkpoint folder that has been checked.</summary>
/// <param name="Folder">Where it is.</param>
/// <param name="Position">How far the run had come.</param>
/// <param name="Recipe">The recipe that trained it.</param>
/// <param name="Files">Names of its files, the state last.</param>
public sealed record CheckpointFolder(string Folder, TrainingPosition Position, Recipe Recipe, IReadOnlyList<string> Files)
{
    /// <summary>Name of the checkpoint's folder within that of a run.</summary>
    public const string NameInRun = "checkpoint";

    /// <summary>Whether a folder looks like a checkpoint.</summary>
    public static bool Exists(string folder) => File.Exists(Path.Combine(folder, Checkpoint.StateName));

    /// <summary>Reads and checks a folder, whatever recipe it is of.</summary>
    /// <exception cref="FailureException">It is missing, incomplete or altered.</exception>
    public static CheckpointFolder Open(string folder) => Checkpoint.Inspect(folder);

    /// <summary>The position of a checkpoint, without reading its tensors; null where there is no such folder.</summary>
    /// <exception cref="FailureException">The folder's state is missing or altered.</exception>
    public static TrainingPosition? PositionOf(string folder) => Checkpoint.PositionOf(folder);
}
