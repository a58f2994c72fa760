namespace JsiGan.Benchmarks.Benches.Data;

/// <summary>A folder on a disk (not in memory, as /tmp may be) that is deleted on dispose.</summary>
internal sealed class BenchFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateDirectory(
        System.IO.Path.Combine(AppContext.BaseDirectory, $"bench-data-{Environment.ProcessId}"));

    public string Path => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
