using System.Runtime.InteropServices;

namespace JsiGan.Training;

/// <summary>
/// Settings of glibc's allocator for the whole process. They change speed, never results, and do nothing where another allocator is
/// preloaded, as ./jsigan does with jemalloc (choose_allocator in eng/launcher.sh).
/// </summary>
public static class NativeTuning
{
    private const int TrimThreshold = -1;
    private const int MmapThreshold = -3;
    private const int ArenaMax = -8;
    private const int OneGiB = 1 << 30;

    private static readonly Lazy<bool> Once = new(() =>
    {
        KeepFreedMemory();
        return true;
    });

    /// <summary>Applies the settings, once. Call it before the first large tensor; <see cref="Trainer"/> does.</summary>
    public static void Apply() => _ = Once.Value;

    /// <summary>
    /// glibc returns blocks of several MiB to the system when they are freed, and each step would fault the same pages in again: a sixth of
    /// a stage-2 step. Kept in one arena they are reused.
    /// </summary>
    private static void KeepFreedMemory()
    {
        _ = SetMalloc(MmapThreshold, OneGiB);
        _ = SetMalloc(TrimThreshold, OneGiB);
        _ = SetMalloc(ArenaMax, 1);
    }

    [DllImport("libc.so.6", EntryPoint = "mallopt")]
    private static extern int SetMalloc(int parameter, int value);
}
