namespace JsiGan.Runtime.Files;

/// <summary>Finds the coordinator of a run on this machine by the address file in the run's folder.</summary>
public static class RunAddress
{
    /// <param name="asked">The run's folder; null for the one that started last.</param>
    /// <param name="parent">Folder of the runs.</param>
    /// <returns>host:port.</returns>
    /// <exception cref="UsageException">No run with several workers trains there.</exception>
    public static string Find(string? asked, string parent)
    {
        var folders = asked is not null ? [asked] : Directory.Exists(parent) ? Directory.GetDirectories(parent) : [];
        var files = folders.Select(folder => new FileInfo(new RunFolder(folder).Address)).Where(file => file.Exists);
        var newest = files.MaxBy(file => file.LastWriteTimeUtc)?.FullName ?? throw new UsageException(
            $"No run with several workers trains in {asked ?? Path.GetFullPath(parent)}; "
            + "name the folder of one that does (jsigan status DIR), or a node of its cluster (--seeds HOST:PORT).");
        return File.ReadAllText(newest);
    }
}
