using System.Globalization;

namespace JsiGan.Node.Runs;

/// <summary>
/// A file that one process holds at a time: a lock that the kernel gives back however the process ends. Who holds it stands in a file
/// beside.
/// </summary>
public sealed class HeldFile : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly FileStream _file;

    private HeldFile(FileStream file) => _file = file;

    /// <summary>Takes the file, and waits for it so long.</summary>
    /// <param name="path">The file; made when it is not there, in a folder that is.</param>
    /// <param name="patience">How long, infinite for as long as it takes. A process that is just being started holds for a moment what its
    ///     parent has given back.</param>
    /// <param name="time">The clock.</param>
    /// <param name="token">Gives up.</param>
    /// <returns>Null when somebody else still holds it.</returns>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static HeldFile? Take(string path, TimeSpan patience, TimeProvider time, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(time);
        for (var start = time.GetTimestamp(); ; Task.Delay(Pause, time, token).GetAwaiter().GetResult())
        {
            if (Try(path) is { } held)
            {
                held.Sign(path, time);
                return held;
            }

            if (patience != Timeout.InfiniteTimeSpan && time.GetElapsedTime(start) >= patience)
            {
                return null;
            }
        }
    }

    /// <summary>Whether somebody holds the file now.</summary>
    public static bool IsHeld(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using var held = Try(path);
        return held is null;
    }

    /// <summary>Who took the file last, in words.</summary>
    public static string HolderOf(string path) => File.Exists(Signature(path)) ? File.ReadAllText(Signature(path)) : "another process";

    public void Dispose() => _file.Dispose();

    private static HeldFile? Try(string path)
    {
        try
        {
            return new HeldFile(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException held) when (ExclusiveFile.IsHeld(held))
        {
            return null;
        }
    }

    private static string Signature(string path) => path + ".holder";

    private void Sign(string path, TimeProvider time) => SmallFile.Write(Signature(path), string.Create(
        CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName} since {time.GetUtcNow():u}"));
}
