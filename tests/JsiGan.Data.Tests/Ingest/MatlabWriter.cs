using System.Runtime.InteropServices;
using System.Text;
using Library = JsiGan.Hdf5.Library;

namespace JsiGan.Data.Tests.Ingest;

/// <summary>Writes files as MATLAB's save -v7.3 does, with libhdf5 itself: 512 bytes of text, then chunked arrays, deflated.</summary>
internal static partial class MatlabWriter
{
    private const string Name = "libhdf5_serial.so.103";

    private static readonly Lock Turn = new();

    public static void Write(string path, params IReadOnlyList<(string Key, ulong[] Extent, Array Samples)> arrays)
    {
        Library.Require();
        lock (Turn)
        {
            var create = H5Pcreate(Library.NativeType("H5P_CLS_FILE_CREATE_ID_g"));
            Check(H5Pset_userblock(create, 512));
            var file = H5Fcreate(path, 2, create, 0);
            foreach (var (key, extent, samples) in arrays)
            {
                WriteArray(file, key, extent, samples);
            }

            Check(Library.CloseFile(file));
        }

        WriteUserBlock(path);
    }

    /// <remarks>
    /// A process that another test starts at this moment inherits libhdf5's descriptor, and with it the lock on the file until it ends:
    /// nobody, this test's reader included, can open the file before.
    /// </remarks>
    private static void WriteUserBlock(string path)
    {
        var text = Encoding.ASCII.GetBytes("MATLAB 7.3 MAT-file, Platform: GLNXA64, HDF5 schema 1.00 .".PadRight(124) + "\0\u0002IM");
        var written = SpinWait.SpinUntil(
            () =>
            {
                try
                {
                    using var stream = File.OpenWrite(path);
                    stream.Write(text);
                    return true;
                }
                catch (IOException)
                {
                    return false;
                }
            },
            TimeSpan.FromMinutes(2));
        Assert.True(written, $"{path} stayed locked for two minutes after libhdf5 closed it");
    }

    private static void WriteArray(long file, string key, ulong[] extent, Array samples)
    {
        var type = Library.NativeType(samples switch
        {
            byte[] => "H5T_NATIVE_UINT8_g",
            ushort[] => "H5T_NATIVE_UINT16_g",
            _ => "H5T_NATIVE_DOUBLE_g",
        });
        var properties = H5Pcreate(Library.NativeType("H5P_CLS_DATASET_CREATE_ID_g"));
        ulong[] chunk = [.. extent.Select((side, i) => i == 0 ? Math.Min(side, 2) : side)];
        Check(H5Pset_chunk(properties, chunk.Length, chunk));
        Check(H5Pset_deflate(properties, 3));
        var space = Library.CreateSpace(extent.Length, extent, default);
        var dataset = H5Dcreate2(file, key, type, space, 0, properties, 0);
        Check(H5Dwrite(dataset, type, 0, 0, 0, ref MemoryMarshal.GetArrayDataReference(samples)));
        Check(Library.CloseDataset(dataset));
        Check(Library.CloseSpace(space));
    }

    private static void Check(int status) => Assert.True(status >= 0, $"libhdf5 answered {status}");

    [LibraryImport(Name)]
    private static partial long H5Pcreate(long propertyClass);

    [LibraryImport(Name)]
    private static partial int H5Pset_userblock(long properties, ulong bytes);

    [LibraryImport(Name)]
    private static partial int H5Pset_chunk(long properties, int rank, ulong[] extent);

    [LibraryImport(Name)]
    private static partial int H5Pset_deflate(long properties, uint level);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    private static partial long H5Fcreate(string path, uint flags, long create, long access);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    private static partial long H5Dcreate2(long location, string name, long type, long space, long link, long create, long access);

    [LibraryImport(Name)]
    private static partial int H5Dwrite(long dataset, long type, long memorySpace, long fileSpace, long transfer, ref byte buffer);
}
