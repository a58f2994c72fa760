using System.Runtime.InteropServices;

namespace JsiGan.Data.Store;

/// <summary>Advice to the kernel about a memory map (madvise(2)). Without it reads are only slower.</summary>
internal static unsafe partial class MemoryAdvice
{
    private const int RandomAccess = 1;
    private const int NeededSoon = 3;

    private static readonly nint PageMask = Environment.SystemPageSize - 1;

    /// <summary>Random access: no read-ahead.</summary>
    public static void Random(byte* start, long length) => Advise(start, length, RandomAccess);

    /// <summary>Starts reading these bytes from disk without waiting.</summary>
    public static void WillNeed(byte* start, long length) => Advise(start, length, NeededSoon);

    private static void Advise(byte* start, long length, int advice)
    {
        var page = (nint)start & ~PageMask;
        _ = Madvise(page, (nuint)((nint)start - page + length), advice);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Madvise(nint address, nuint length, int advice);
}
