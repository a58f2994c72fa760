using JsiGan.Runtime.Workers;

namespace JsiGan.Runtime.Hosting;

/// <summary>Messages for environmental failures: a full disk, missing permissions, a missing native library.</summary>
public static class Environmental
{
    // ENOSPC as .NET hands it through on Unix, and ERROR_DISK_FULL where a preallocation failed.
    private static readonly int[] DiskFull = [28, unchecked((int)0x80070070)];

    /// <summary>A message for the user; null for other exceptions.</summary>
    public static string? Describe(Exception fault) => fault switch
    {
        IOException full when DiskFull.Contains(full.HResult) =>
            $"The disk is full: {Stop(full.Message)} Make room, or choose another folder with --out.",
        UnauthorizedAccessException denied => $"{Stop(denied.Message)} Choose a folder that this user may write, or change its rights.",
        DllNotFoundException missing =>
            $"A system library is missing: {FirstLine(missing.Message)} Run ./jsigan once, which installs what the machine lacks.",
        _ => OutOfMemory.Describe(fault)?.Message,
    };

    private static string FirstLine(string text) => Stop(text.Split('\n', 2)[0].Trim());

    private static string Stop(string sentence) => sentence.TrimEnd('.', ' ') + ".";
}
