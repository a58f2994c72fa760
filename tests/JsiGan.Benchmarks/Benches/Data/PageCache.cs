using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace JsiGan.Benchmarks.Benches.Data;

/// <summary>Evicts files from the page cache.</summary>
internal static class PageCache
{
    private const int DontNeed = 4;

    /// <summary>Writes back and drops every file below a folder; no process may have them mapped.</summary>
    public static void Drop(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
            file.Flush(flushToDisk: true);
            _ = Advise(file.SafeFileHandle, 0, 0, DontNeed);
        }
    }

    [DllImport("libc", EntryPoint = "posix_fadvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Advise(SafeFileHandle file, long offset, long length, int advice);
}
