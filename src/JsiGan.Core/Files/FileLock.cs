namespace JsiGan.Core.Files;

/// <summary>A lock on an existing file (flock) that the kernel releases when the process ends, however it ends.</summary>
public sealed class FileLock : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Takes the lock; null when another holds one against it.</summary>
    /// <param name="path">An existing file.</param>
    /// <param name="shared">Whether others may hold the lock too.</param>
    public static FileLock? TryTake(string path, bool shared)
    {
        try
        {
            return new FileLock(new FileStream(path, FileMode.Open, FileAccess.Read, shared ? FileShare.Read : FileShare.None));
        }
        catch (IOException held) when (held is not (FileNotFoundException or DirectoryNotFoundException))
        {
            return null;
        }
    }

    /// <summary>Waits for the lock; null when others held it until the timeout.</summary>
    public static async Task<FileLock?> TakeAsync(string path, bool shared, TimeSpan timeout, TimeProvider time)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            if (TryTake(path, shared) is { } taken)
                return taken;

            if (time.GetElapsedTime(start) > timeout)
                return null;

            await Task.Delay(PollInterval, time).ConfigureAwait(false);
        }
    }

    public void Dispose() => _file.Dispose();
}
