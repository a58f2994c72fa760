using System.Globalization;

namespace JsiGan.Core.Files;

/// <summary>
/// A file that one process holds at a time: a lock that the kernel releases however the process ends. A second file names the holder.
/// </summary>
public sealed class HeldFile : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private readonly FileStream _file;

    private HeldFile(FileStream file) => _file = file;

    /// <summary>Takes the file, or waits for it.</summary>
    /// <param name="path">The file; created if missing, in a folder that exists.</param>
    /// <param name="timeout">How long to wait; may be infinite. A child that is just being started holds for a moment what its parent has
    ///     released.</param>
    /// <param name="time">The clock.</param>
    /// <param name="token">Cancels the wait.</param>
    /// <returns>Null when another process still holds it.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public static HeldFile? Take(string path, TimeSpan timeout, TimeProvider time, CancellationToken token)
    {
        for (var start = time.GetTimestamp(); ; Task.Delay(PollInterval, time, token).GetAwaiter().GetResult())
        {
            if (TryTake(path) is { } held)
            {
                held.Sign(path, time);
                return held;
            }

            if (timeout != Timeout.InfiniteTimeSpan && time.GetElapsedTime(start) >= timeout)
                return null;
        }
    }

    /// <summary>Whether a process holds the file now.</summary>
    public static bool IsHeld(string path)
    {
        if (!File.Exists(path))
            return false;

        using var held = TryTake(path);
        return held is null;
    }

    /// <summary>The last holder, as text.</summary>
    public static string HolderOf(string path) => File.Exists(Signature(path)) ? File.ReadAllText(Signature(path)) : "another process";

    public void Dispose() => _file.Dispose();

    private static HeldFile? TryTake(string path)
    {
        try
        {
            return new HeldFile(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException failure) when (ExclusiveFile.IsHeld(failure))
        {
            return null;
        }
    }

    private static string Signature(string path) => path + ".holder";

    private void Sign(string path, TimeProvider time) => AtomicFile.Write(Signature(path), string.Create(
        CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName} since {time.GetUtcNow():u}"));
}
