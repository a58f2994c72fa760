using System.Text;
using PureHDF;
using PureHDF.Filters;
using PureHDF.VOL.Native;

namespace JsiGan.Data.Ingest.Matlab;

/// <summary>
/// A MATLAB v7.3 file, which is HDF5 behind 512 bytes of text. Untrusted: PureHDF throws exceptions of all kinds on damaged files.
/// </summary>
internal sealed class MatlabFile : IDisposable
{
    private const int TextBytes = 512;

    // Headers and names: a file with thousands of variables takes a thousandth of this.
    private const long MostHeaderCalls = 1 << 20;
    private const long MostHeaderBytes = 64 << 20;

    private readonly LimitedStream _stream;
    private readonly NativeFile _file;

    static MatlabFile() => H5Filter.Register(new BoundedDeflate());

    /// <exception cref="UsageException">The file is missing, cannot be read, or is not v7.3.</exception>
    public MatlabFile(string path)
    {
        Path = path;
        if (!File.Exists(path))
            throw new UsageException($"The MATLAB file {path} does not exist: give the path of a v7.3 file.");

        // Pipes and devices have no length; opening one could wait for ever.
        if (new FileInfo(path).Length < TextBytes)
            throw NotMatlab("no MATLAB file", null);

        _stream = Open(path);
        try
        {
            _stream.Allow(MostHeaderCalls, MostHeaderBytes);
            _file = H5File.Open(_stream, leaveOpen: true);
        }
        catch (Exception cause)
        {
            var kind = Kind();
            _stream.Dispose();
            throw NotMatlab(kind, cause);
        }
    }

    public string Path { get; }

    /// <summary>The array of a name; null if there is none.</summary>
    /// <exception cref="UsageException">The file is damaged.</exception>
    public NativeDataset? Find(string key) => ReadHeader(() => _file.LinkExists(key) ? _file.Get(key) as NativeDataset : null);

    /// <summary>Reads headers.</summary>
    /// <exception cref="UsageException">The file is damaged.</exception>
    public T ReadHeader<T>(Func<T> read)
    {
        _stream.Allow(MostHeaderCalls, MostHeaderBytes);
        try
        {
            return read();
        }
        catch (Exception cause)
        {
            throw new UsageException($"The MATLAB file {Path} is damaged: copy it again.", cause);
        }
    }

    /// <summary>Limits the next reads of samples.</summary>
    public void Allow(long calls, long bytes) => _stream.Allow(calls, bytes);

    public void Dispose()
    {
        _file.Dispose();
        _stream.Dispose();
    }

    private static LimitedStream Open(string path)
    {
        try
        {
            return new LimitedStream(File.OpenRead(path));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"The MATLAB file {path} cannot be read ({cause.Message.TrimEnd('.')}): give a file that you may read.", cause);
        }
    }

    private UsageException NotMatlab(string kind, Exception? cause) => new(
        $"The file {Path} is {kind}, but the MATLAB format v7.3 (HDF5) is needed: save it with save(NAME, '-v7.3') or copy it again.",
        cause);

    private string Kind()
    {
        Span<byte> start = stackalloc byte[19];
        _stream.Allow(1, start.Length);
        _stream.Position = 0;
        _stream.ReadExactly(start);
        return Encoding.Latin1.GetString(start) switch
        {
            "MATLAB 5.0 MAT-file" => "a MATLAB file of version 5 to 7",
            "MATLAB 7.3 MAT-file" => "a damaged MATLAB v7.3 file",
            _ => "no MATLAB file",
        };
    }
}
