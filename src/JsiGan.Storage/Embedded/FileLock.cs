namespace JsiGan.Storage.Embedded;

/// <summary>A lock on a file (flock) that the kernel gives back when the process ends, however it ends.</summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Takes the lock if nobody holds one against it.</summary>
    /// <param name="path">An existing file.</param>
    /// <param name="shared">Whether others may hold the lock too.</param>
    public static FileLock? Try(string path, bool shared)
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

    /// <summary>Waits for the lock.</summary>
    /// <exception cref="FailureException">Others held it until the time was up.</exception>
    public static async Task<FileLock> TakeAsync(string path, bool shared, TimeSpan patience, TimeProvider time)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            if (Try(path, shared) is { } taken)
            {
                return taken;
            }

            if (time.GetElapsedTime(start) > patience)
            {
                throw new FailureException($"Another jsigan has held {path} for {patience.TotalSeconds:F0} s while it starts or stops the "
                    + "database; see whether it hangs, end it, and try again.");
            }

            await Task.Delay(Pause, time);
        }
    }

    public void Dispose() => _file.Dispose();
}
