namespace JsiGan.Core.Files;

/// <summary>
/// Files that one process at a time may have open. The lock is flock(2): a child process that another thread starts has it too from its
/// fork until its exec, so a file that was just closed may stay in use for a moment.
/// </summary>
public static class ExclusiveFile
{
    /// <summary>How long a held lock may still be such a child's.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    private const int WouldBlock = 11;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    /// <summary>Opens or creates a file exclusively; waits at most <see cref="Timeout"/> for another process that has it open.</summary>
    /// <exception cref="IOException">Another process holds it (see <see cref="IsHeld"/>), or it cannot be opened at all.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static async Task<FileStream> OpenAsync(string path, FileAccess access, FileOptions options, TimeProvider time)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, access, FileShare.None, 1, options);
            }
            catch (IOException failure) when (IsHeld(failure) && time.GetElapsedTime(start) < Timeout)
            {
                await Task.Delay(PollInterval, time).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether a file could not be opened because another process holds its lock.</summary>
    public static bool IsHeld(IOException failure) => failure.HResult == WouldBlock;
}
