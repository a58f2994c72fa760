namespace JsiGan.Core.Files;

/// <summary>Distinguishes a full disk from other failures, and reports it in one sentence.</summary>
public static class DiskSpace
{
    // errno 28 on Linux; .NET gives it as is, or as ERROR_DISK_FULL where it knows that preallocation failed.
    private const int NoSpace = 28;
    private const int DiskFull = unchecked((int)0x80070070);

    public static bool IsFull(IOException fault) => fault.HResult is NoSpace or DiskFull;

    /// <param name="path">The file or folder that was being written.</param>
    /// <param name="wanted">Bytes that it needs in all, where known.</param>
    /// <param name="cause">The fault itself.</param>
    public static FailureException Full(string path, long? wanted, Exception? cause = null)
    {
        var need = wanted is null ? "more bytes than the disk has left" : $"{wanted:N0} bytes";
        return new FailureException(
            $"The disk is full: {path} needs {need}, but {Free(path)} are free there; free some space or choose another folder.", cause);
    }

    /// <summary>Refuses before the work starts what cannot fit.</summary>
    public static void Require(string path, long wanted)
    {
        if (new DriveInfo(ExistingFolder(path)).AvailableFreeSpace < wanted)
            throw Full(path, wanted);
    }

    private static string Free(string path) => $"{new DriveInfo(ExistingFolder(path)).AvailableFreeSpace:N0} bytes";

    private static string ExistingFolder(string path)
    {
        var folder = Path.GetFullPath(path);
        while (!Directory.Exists(folder))
            folder = Path.GetDirectoryName(folder) ?? "/";

        return folder;
    }
}
