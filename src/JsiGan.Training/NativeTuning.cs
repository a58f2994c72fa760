using System.Runtime.InteropServices;

namespace JsiGan.Training;

/// <summary>
/// Settings of native libraries that every training step gains from, the same ones for the whole process. Where a library is another one
/// (musl, MKL, another system) they are left out: they change speed, never results.
/// </summary>
public static class NativeTuning
{
    private const int TrimThreshold = -1;
    private const int MmapThreshold = -3;
    private const int ArenaMax = -8;
    private const int OneGiB = 1 << 30;

    private static readonly Lazy<bool> Once = new(() =>
    {
        Try(KeepFreedMemory);
        Try(() => SetOpenBlasThreads(1));
        return true;
    });

    /// <summary>Applies the settings, once. Call it before the first large tensor; <see cref="Trainer"/> does.</summary>
    public static void Apply() => _ = Once.Value;

    /// <summary>
    /// glibc gives blocks of several MiB back to the system when they are freed, and each step would fault the same pages in again: a sixth
    /// of a stage-2 step. Kept in one arena they are reused, and the peak stays what it was.
    /// </summary>
    private static void KeepFreedMemory()
    {
        _ = SetMalloc(MmapThreshold, OneGiB);
        _ = SetMalloc(TrimThreshold, OneGiB);
        _ = SetMalloc(ArenaMax, 1);
    }

    private static void Try(Action setting)
    {
        try
        {
            setting();
        }
        catch (Exception absent) when (absent is DllNotFoundException or EntryPointNotFoundException)
        {
        }
    }

    [DllImport("libc.so.6", EntryPoint = "mallopt")]
    private static extern int SetMalloc(int parameter, int value);

    /// <summary>
    /// The only products that reach OpenBLAS are the power iterations' matrix-vector ones: its threads would wait for cores on which the
    /// convolutions' threads still spin (a discriminator pass took 20 ms or 100, by chance).
    /// </summary>
    [DllImport("libopenblas.so.0", EntryPoint = "openblas_set_num_threads")]
    private static extern void SetOpenBlasThreads(int threads);
}
