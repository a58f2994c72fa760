namespace JsiGan.Training.Checkpoints;

/// <summary>The files of one checkpoint, wherever they are stored.</summary>
public interface ICheckpointFiles
{
    /// <summary>The checkpoint's name in messages.</summary>
    string Name { get; }

    /// <summary>Opens a file for reading. The stream can seek; the caller disposes it.</summary>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    Stream Open(string file);
}

/// <summary>A checkpoint's files in a folder.</summary>
internal sealed class CheckpointFolderFiles(string folder) : ICheckpointFiles
{
    public string Name => folder;

    public Stream Open(string file) => File.OpenRead(Path.Combine(folder, file));
}
