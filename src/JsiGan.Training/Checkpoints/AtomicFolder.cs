namespace JsiGan.Training.Checkpoints;

/// <summary>Replaces a folder atomically: readers, and a crash at any moment, see either the whole old one or the whole new one.</summary>
internal static class AtomicFolder
{
    private const string Partial = ".partial";

    /// <summary>Writes into a sibling of <paramref name="folder"/>, flushes it to disk, and renames it.</summary>
    /// <exception cref="FailureException">A file cannot be written: the message names it and its bytes. The sibling is deleted.</exception>
    public static void Replace(
        string folder, IReadOnlyList<(string Name, ReadOnlyMemory<byte> Bytes)> files, Func<string, FileStream>? create = null)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var sibling = target + Partial;
        var current = "";
        try
        {
            DeleteIfThere(sibling);
            Directory.CreateDirectory(sibling);
            foreach (var (name, bytes) in files)
            {
                current = $": {name}, {bytes.Length} bytes";
                using var file = (create ?? File.Create)(Path.Combine(sibling, name));
                file.Write(bytes.Span);
                file.Flush(flushToDisk: true);
            }

            DiskSync.Folder(sibling);
            Put(sibling, target);
        }
        catch (Exception fault)
        {
            DeleteIfThere(sibling);
            if (fault is IOException or UnauthorizedAccessException)
            {
                throw new FailureException(
                    $"The checkpoint {target} cannot be written{current} ({fault.Message.TrimEnd('.')}); free space or name a folder that "
                        + "can be written.", fault);
            }

            throw;
        }
    }

    private static void Put(string sibling, string target)
    {
        if (!Directory.Exists(target))
        {
            Directory.Move(sibling, target);
        }
        else if (DiskSync.Exchange(sibling, target))
        {
            Directory.Delete(sibling, recursive: true);
        }
        else
        {
            var old = target + ".old";
            DeleteIfThere(old);
            Directory.Move(target, old);
            Directory.Move(sibling, target);
            Directory.Delete(old, recursive: true);
        }

        DiskSync.Folder(Path.GetDirectoryName(target) ?? "/");
    }

    private static void DeleteIfThere(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
