using JsiGan.Models.Generator;
using JsiGan.Runtime.Checkpoints;
using JsiGan.Runtime.Database;
using JsiGan.Storage.Checkpoints;
using JsiGan.Storage.Runs;
using JsiGan.Training.Checkpoints;
using TorchSharp;

namespace JsiGan.Runtime.Prediction;

/// <summary>Finds the generator that a user names: in files, or in the database.</summary>
internal static class GeneratorSource
{
    /// <param name="named">A run's folder, a checkpoint's, a generator.safetensors, or a run of the database by name or number.</param>
    /// <param name="database">Connection string, or none; null for the environment's choice, else the private database.</param>
    /// <param name="device">Where the network will live.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The network, which the caller disposes.</returns>
    /// <exception cref="UsageException">There is none of that name.</exception>
    /// <exception cref="FailureException">It is damaged.</exception>
    public static async Task<JsiNet> LoadAsync(string named, string? database, torch.Device device, TimeProvider time)
    {
        if (TrainedGenerator.Find(named) is { } path)
            return TrainedGenerator.Load(path, device);

        if (DatabaseSession.Named(database) == DatabaseSession.None)
        {
            throw new UsageException(
                $"{named} {(Directory.Exists(named) ? "is a folder without a checkpoint" : "does not exist")}; name a run's folder, an "
                + $"exported checkpoint, a safetensors file of a generator, or, with a database, a run in it.");
        }

        await using var session = await DatabaseSession.OpenAsync(database, time);
        return await LoadAsync(named, session.Database, device);
    }

    private static async Task<JsiNet> LoadAsync(string named, Storage.Database database, torch.Device device)
    {
        var runs = new RunStore(database);
        var run = await runs.FindByFolderAsync(Path.TrimEndingDirectorySeparator(Path.GetFullPath(named))) ?? await runs.FindAsync(named);
        var checkpoint = await new CheckpointStore(database).NewestAsync(run.Id)
            ?? throw new UsageException($"The run {run} has no checkpoint yet: train it for an epoch, or name another run.");
        return await StoredGenerator.LoadAsync(database, checkpoint, device);
    }
}
