namespace JsiGan.Training.Checkpoints;

/// <summary>
/// A checkpoint's files in host memory, as a database or another machine sends them: a restore needs no files on disk.
/// </summary>
/// <param name="name">The checkpoint's name in messages.</param>
public sealed class CheckpointMemory(string name) : ICheckpointFiles, IDisposable
{
    private readonly Dictionary<string, HostBuffer> _files = [];

    public string Name => name;

    /// <summary>Adds a file and returns the stream that takes its bytes.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="bytes">Its length, at most 2 GiB.</param>
    public Stream Create(string file, long bytes)
    {
        var buffer = new HostBuffer();
        _files.Add(file, buffer);
        return buffer.OpenWrite(bytes);
    }

    public Stream Open(string file) => _files.TryGetValue(file, out var buffer)
        ? buffer.OpenRead()
        : throw new FileNotFoundException($"The checkpoint {name} has no file {file}.");

    public void Dispose()
    {
        foreach (IDisposable buffer in _files.Values)
            buffer.Dispose();
    }
}
