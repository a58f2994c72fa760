namespace JsiGan.Core.Processes;

/// <summary>The shared libraries of this process, as the kernel lists them in /proc/self/maps.</summary>
public static class LoadedLibrary
{
    private const int PathColumn = 5;

    /// <summary>The path of the library whose file name starts so, links resolved; null if none is loaded.</summary>
    public static string? Find(string name)
    {
        var path = File.ReadLines("/proc/self/maps")
            .Select(line => line.Split(' ', PathColumn + 1, StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns.Length > PathColumn)
            .Select(columns => columns[PathColumn].Trim())
            .FirstOrDefault(path => Path.GetFileName(path).StartsWith(name, StringComparison.Ordinal));
        return path is null ? null : File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
    }
}
