using PureHDF;

namespace JsiGan.Data.Tests.Ingest;

/// <summary>Writes HDF5 files that are not valid MATLAB files.</summary>
internal static class MatlabWriter
{
    public static void Write(string path, params IReadOnlyList<(string Key, ulong[] Extent, Array Samples)> arrays)
    {
        var file = new H5File();
        foreach (var (key, extent, samples) in arrays)
            file[key] = new H5Dataset(samples, fileDims: extent);

        file.Write(path);
    }
}
