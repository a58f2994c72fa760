using JsiGan.Models.Generator;
using JsiGan.Storage.Checkpoints;
using JsiGan.Training.Checkpoints;
using TorchSharp;

namespace JsiGan.Runtime.Checkpoints;

/// <summary>The generator of a checkpoint in the database.</summary>
public static class StoredGenerator
{
    /// <param name="database">Holds the checkpoint.</param>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="device">Where the network will live.</param>
    /// <returns>The network, which the caller disposes.</returns>
    /// <exception cref="FailureException">The checkpoint is damaged.</exception>
    public static async Task<JsiNet> LoadAsync(Storage.Database database, StoredCheckpoint checkpoint, torch.Device device)
    {
        using var files = new CheckpointMemory(checkpoint.ToString());
        await new CheckpointReader(database).ReadAsync(checkpoint, file => files.Create(file.Name, file.Bytes));
        return TrainedGenerator.Load(files, device);
    }

    /// <summary>Writes it as a safetensors file of its own.</summary>
    /// <param name="database">Holds the checkpoint.</param>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="path">The file, which must not exist.</param>
    /// <param name="half">Whether as float16.</param>
    /// <exception cref="UsageException">Something of that name exists already.</exception>
    /// <exception cref="FailureException">The checkpoint is damaged, or the file cannot be written.</exception>
    public static async Task ExportAsync(Storage.Database database, StoredCheckpoint checkpoint, string path, bool half)
    {
        if (Path.Exists(path))
            throw new UsageException($"{path} exists already; name a file that does not, or remove it first.");

        using var network = await LoadAsync(database, checkpoint, torch.CPU);
        try
        {
            TrainedGenerator.Save(network, path, half);
        }
        catch (IOException fault)
        {
            throw new FailureException(
                $"The generator of checkpoint {checkpoint} cannot be written to {path} ({fault.Message.TrimEnd('.')}); free space there "
                + "or name another file.", fault);
        }
    }
}
