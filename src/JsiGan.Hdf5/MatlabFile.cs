using System.Text;

namespace JsiGan.Hdf5;

/// <summary>A MATLAB v7.3 file, which is HDF5 behind 512 bytes of text.</summary>
internal sealed class MatlabFile : IDisposable
{
    private readonly long _file;

    /// <exception cref="MatlabException">The file is missing or not v7.3.</exception>
    /// <exception cref="MatlabException">libhdf5 is not installed.</exception>
    public MatlabFile(string path)
    {
        Path = path;
        if (!File.Exists(path))
        {
            throw new MatlabException($"The MATLAB file {path} does not exist: give the path of a v7.3 file.");
        }

        Library.Require();
        _file = Library.IsHdf5(path) > 0 ? Library.OpenFile(path, flags: 0, access: 0) : -1;

        if (_file < 0)
        {
            throw new MatlabException(
                $"The file {path} is {Kind(path)}, but the MATLAB format v7.3 (HDF5) is needed: save it with save(NAME, '-v7.3') or "
                + $"copy it again.");
        }
    }

    public string Path { get; }

    public bool Has(string key)
    {
        return Library.LinkExists(_file, key, 0) > 0;
    }

    /// <summary>Opens an array of N x C x W x H.</summary>
    /// <param name="key">Its name, which <see cref="Has"/> found.</param>
    /// <param name="bytes">Bytes of a sample: 1 for uint8, 2 for uint16.</param>
    /// <exception cref="MatlabException">It has another type or rank.</exception>
    public MatlabArray Array(string key, int bytes) => new(this, _file, key, bytes);

    public void Dispose()
    {
        _ = Library.CloseFile(_file);
    }

    private static string Kind(string path)
    {
        Span<byte> start = stackalloc byte[19];
        using var file = File.OpenRead(path);
        var text = Encoding.Latin1.GetString(start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
        return text switch
        {
            "MATLAB 5.0 MAT-file" => "a MATLAB file of version 5 to 7",
            "MATLAB 7.3 MAT-file" => "a damaged MATLAB v7.3 file",
            _ => "no MATLAB file",
        };
    }
}
