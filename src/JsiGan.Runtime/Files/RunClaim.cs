using JsiGan.Core.Files;

namespace JsiGan.Runtime.Files;

/// <summary>One process trains a run's folder at a time.</summary>
public static class RunClaim
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    /// <summary>Checks that no process trains the folder, without creating anything in it.</summary>
    /// <exception cref="UsageException">Another process trains it.</exception>
    public static void RequireFree(RunFolder folder, TimeProvider time, CancellationToken stop)
    {
        if (File.Exists(folder.Claim))
            Take(folder, time, stop).Dispose();
    }

    /// <summary>Claims the folder until the result is disposed or the process has ended.</summary>
    /// <exception cref="UsageException">Another process trains it.</exception>
    public static IDisposable Take(RunFolder folder, TimeProvider time, CancellationToken stop)
    {
        Directory.CreateDirectory(folder.Path);
        return HeldFile.Take(folder.Claim, Timeout, time, stop)
            ?? throw new UsageException(
                $"{folder.Path} is being trained by {HeldFile.HolderOf(folder.Claim)}; this is process {Environment.ProcessId} on "
                + $"{Environment.MachineName}: let that one train, or end it first, or choose another folder by --out.");
    }
}
