using JsiGan.Models.Generator;
using JsiGan.Runtime.Database;
using JsiGan.Runtime.Files;
using JsiGan.Storage.Checkpoints;
using JsiGan.Storage.Runs;
using JsiGan.Training.Checkpoints;
using TorchSharp;

namespace JsiGan.Runtime.Prediction;

/// <summary>Finds the generator that a user names: in files, or in the database.</summary>
internal static class GeneratorSource
{
    private const string FileName = "generator.safetensors";

    /// <param name="named">A run's folder, a checkpoint's, a generator.safetensors, or a run of the database by name or number.</param>
    /// <param name="database">Connection string, or none; null for the environment's choice, else the private database.</param>
    /// <param name="device">Where the network will live.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The network, which the caller disposes.</returns>
    /// <exception cref="UsageException">There is none of that name.</exception>
    /// <exception cref="FailureException">It is damaged.</exception>
    public static async Task<JsiNet> LoadAsync(string named, string? database, torch.Device device, TimeProvider time)
    {
        if (InFiles(named) is { } path)
            return TrainedGenerator.Load(path, device);

        if (DatabaseSession.Named(database) == DatabaseSession.None)
        {
            throw new UsageException(
                $"{named} {(Directory.Exists(named) ? "is a folder without a checkpoint" : "does not exist")}; name a run's folder, an "
                + $"exported checkpoint, a {FileName}, or, with a database, a run in it.");
        }

        await using var session = await DatabaseSession.OpenAsync(database, time);
        return await LoadAsync(named, session.Database, device);
    }

    private static string? InFiles(string named)
    {
        if (File.Exists(named))
            return named;

        var generator = Path.Combine(named, FileName);
        return ((string[])[new RunFolder(named).Checkpoint, named]).FirstOrDefault(IsCheckpoint)
            ?? (File.Exists(generator) ? generator : null);
    }

    private static bool IsCheckpoint(string folder) => File.Exists(Path.Combine(folder, "state.msgpack"));

    private static async Task<JsiNet> LoadAsync(string named, Storage.Database database, torch.Device device)
    {
        var runs = new RunStore(database);
        var run = await runs.FindByFolderAsync(Path.TrimEndingDirectorySeparator(Path.GetFullPath(named))) ?? await runs.FindAsync(named);
        var checkpoint = await new CheckpointStore(database).NewestAsync(run.Id)
            ?? throw new UsageException($"The run {run} has no checkpoint yet: train it for an epoch, or name another run.");
        using var files = new CheckpointMemory(checkpoint.ToString());
        await new CheckpointReader(database).ReadAsync(checkpoint, file => files.Create(file.Name, file.Bytes));
        return TrainedGenerator.Load(files, device);
    }
}
