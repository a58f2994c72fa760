namespace JsiGan.Testing;

/// <summary>A temporary directory, deleted on dispose.</summary>
public sealed class TestFolder : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("jsigan-test-");

    /// <summary>Absolute path of the directory.</summary>
    public string Path => _directory.FullName;

    /// <summary>Absolute path of <paramref name="name"/> inside the directory.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Names of all files and directories inside, sorted, for tests that nothing half-written is left behind.</summary>
    public IReadOnlyList<string> Names() =>
        [.. Directory.EnumerateFileSystemEntries(Path, "*", SearchOption.AllDirectories)
            .Select(entry => System.IO.Path.GetRelativePath(Path, entry))
            .Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        if (_directory.Exists)
            _directory.Delete(recursive: true);
    }
}
