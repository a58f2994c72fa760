namespace JsiGan.Storage.Checkpoints;

/// <summary>Writes a stored checkpoint as a folder: one safetensors file a network and optimizer, and the state.</summary>
public sealed class CheckpointExport(Database database)
{
    /// <summary>Writes to a temporary folder and renames it, so that it appears complete.</summary>
    /// <exception cref="UsageException">The folder already exists.</exception>
    /// <exception cref="FailureException">The checkpoint is damaged or the disk full; nothing is left.</exception>
    public async Task WriteAsync(StoredCheckpoint checkpoint, string folder, CancellationToken token = default)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        RequireFree(target);
        var partial = target + ".partial";
        Clear(partial);
        try
        {
            Directory.CreateDirectory(partial);
            await new CheckpointReader(database)
                .ReadAsync(checkpoint, file => File.Create(Path.Combine(partial, Path.GetFileName(file.Name))), token);
            RequireFree(target);
            Directory.Move(partial, target);
        }
        catch (IOException full) when (full is not (FileNotFoundException or DirectoryNotFoundException))
        {
            Clear(partial);
            throw new FailureException($"The checkpoint {checkpoint} cannot be exported to {target} ({full.Message.TrimEnd('.')}); free "
                + "space there or name another folder.", full);
        }
        catch
        {
            Clear(partial);
            throw;
        }
    }

    private static void RequireFree(string target)
    {
        if (Path.Exists(target))
            throw new UsageException($"{target} already exists; name a new folder, or remove it first.");
    }

    private static void Clear(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
