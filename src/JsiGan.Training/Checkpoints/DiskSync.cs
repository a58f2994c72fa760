using System.Runtime.InteropServices;

namespace JsiGan.Training.Checkpoints;

/// <summary>System calls that .NET lacks: fsync of a folder, and an atomic exchange of two names (Linux).</summary>
internal static class DiskSync
{
    private const int ReadOnly = 0;
    private const int CurrentFolder = -100;
    private const uint ExchangeNames = 2;

    /// <summary>Makes created and renamed entries of a folder survive a power failure; without effect where the system cannot.</summary>
    public static void Folder(string path)
    {
        if (!OperatingSystem.IsLinux())
            return;

        var descriptor = Open(path, ReadOnly);
        if (descriptor >= 0)
        {
            _ = Fsync(descriptor);
            _ = Close(descriptor);
        }
    }

    /// <summary>Exchanges two existing names atomically; false where the system or the file system cannot.</summary>
    public static bool Exchange(string first, string second) =>
        OperatingSystem.IsLinux() && RenameAt2(CurrentFolder, first, CurrentFolder, second, ExchangeNames) == 0;

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Fsync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int descriptor);

    [DllImport("libc", EntryPoint = "renameat2", SetLastError = true)]
    private static extern int RenameAt2(int firstFolder, [MarshalAs(UnmanagedType.LPUTF8Str)] string first, int secondFolder,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string second, uint flags);
}
