using System.Runtime.InteropServices;

namespace JsiGan.Hdf5;

/// <summary>
/// The calls of the HDF5 C library (1.10) that reading takes. Handles are 64 bits wide; negative results are faults. The library is not
/// made for threads.
/// </summary>
internal static partial class Library
{
    public const int IntegerClass = 0;

    private const string Name = "libhdf5_serial.so.103";

    [LibraryImport(Name, EntryPoint = "H5open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Open();

    [LibraryImport(Name, EntryPoint = "H5Eset_auto2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int SetErrorPrinter(long stack, nint printer, nint data);

    [LibraryImport(Name, EntryPoint = "H5Fis_hdf5", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int IsHdf5(string path);

    [LibraryImport(Name, EntryPoint = "H5Fopen", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial long OpenFile(string path, uint flags, long access);

    [LibraryImport(Name, EntryPoint = "H5Fclose")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int CloseFile(long file);

    [LibraryImport(Name, EntryPoint = "H5Lexists", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int LinkExists(long location, string name, long access);

    [LibraryImport(Name, EntryPoint = "H5Dopen2", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial long OpenDataset(long location, string name, long access);

    [LibraryImport(Name, EntryPoint = "H5Dclose")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int CloseDataset(long dataset);

    [LibraryImport(Name, EntryPoint = "H5Dget_space")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial long GetSpace(long dataset);

    [LibraryImport(Name, EntryPoint = "H5Dget_type")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial long GetType(long dataset);

    [LibraryImport(Name, EntryPoint = "H5Dread")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Read(long dataset, long memoryType, long memorySpace, long fileSpace, long transfer, ref byte buffer);

    [LibraryImport(Name, EntryPoint = "H5Tget_class")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int GetClass(long type);

    [LibraryImport(Name, EntryPoint = "H5Tget_size")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nuint GetSize(long type);

    [LibraryImport(Name, EntryPoint = "H5Tclose")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int CloseType(long type);

    [LibraryImport(Name, EntryPoint = "H5Sget_simple_extent_ndims")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int GetRank(long space);

    [LibraryImport(Name, EntryPoint = "H5Sget_simple_extent_dims")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int GetExtent(long space, Span<ulong> extent, Span<ulong> most);

    [LibraryImport(Name, EntryPoint = "H5Screate_simple")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial long CreateSpace(int rank, ReadOnlySpan<ulong> extent, ReadOnlySpan<ulong> most);

    [LibraryImport(Name, EntryPoint = "H5Sselect_hyperslab")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int SelectHyperslab(
        long space, int operation, ReadOnlySpan<ulong> start, ReadOnlySpan<ulong> stride, ReadOnlySpan<ulong> count,
            ReadOnlySpan<ulong> block);

    [LibraryImport(Name, EntryPoint = "H5Sclose")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int CloseSpace(long space);

    /// <summary>The library's handle of a native integer type, such as H5T_NATIVE_UINT8_g.</summary>
    public static long NativeType(string symbol) => Marshal.ReadInt64(NativeLibrary.GetExport(Handle.Value, symbol));

    /// <summary>Loads and opens the library, once.</summary>
    /// <exception cref="MatlabException">It is not installed.</exception>
    public static void Require() => _ = Handle.Value;

    private static readonly Lazy<nint> Handle = new(() =>
    {
        if (!NativeLibrary.TryLoad(Name, out var handle))
        {
            throw new MatlabException($"MATLAB files need the library {Name}: install Debian's package libhdf5-103-1 (apt-get install "
                + $"libhdf5-103-1).");
        }

        // Faults are told by results; the library would print a stack of its own for each.
        _ = Open() + SetErrorPrinter(0, 0, 0);
        return handle;
    });
}
