using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using JsiGan.Imaging.Frames;

namespace JsiGan.Imaging.Ingest.Matlab;

/// <summary>
/// The pictures of an array in a MATLAB v7.3 file, one after the other, from a process of their own (JsiGan.Hdf5): the HDF5 library dies of
/// damaged files.
/// </summary>
internal sealed class MatlabStream : IDisposable
{
    private const int LongestLine = 256;

    private readonly PipedProcess _process;
    private readonly string _path;
    private int _next;

    /// <param name="path">The file.</param>
    /// <param name="keys">Names of the array, the first that the file has is taken.</param>
    /// <param name="bytes">Bytes of a sample: 1 for uint8, 2 for uint16.</param>
    /// <param name="first">The picture to begin with.</param>
    /// <exception cref="UsageException">The file is not v7.3, has none of the arrays, or another type or rank.</exception>
    public MatlabStream(string path, IReadOnlyList<string> keys, int bytes, int first)
    {
        (_path, _next) = (path, first);
        _process = PipedProcess.Start(
            Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet")),
            [
                Path.Combine(AppContext.BaseDirectory, "JsiGan.Hdf5.dll"), path, string.Join(',', keys),
                bytes.ToString(CultureInfo.InvariantCulture), first.ToString(CultureInfo.InvariantCulture),
            ]);
        try
        {
            var words = ReadLine().Split(' ');
            Key = words[0];
            (Count, Width, Height) = (Number(words[1]), Number(words[2]), Number(words[3]));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The array's name.</summary>
    public string Key { get; }

    public int Count { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Reads the next picture, [3, Height, Width].</summary>
    /// <exception cref="FailureException">The file is cut short or damaged.</exception>
    public void Read<T>(Span<T> picture)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(picture);
        if (_process.Output.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw new FailureException(Fault($"Picture {_next} of {Count} in the array {Key} of {_path} cannot be read: the file is "
                + $"damaged, copy it again."));
        }

        _next++;
    }

    public void Dispose() => _process.Dispose();

    private static int Number(string word) => int.Parse(word, NumberStyles.None, CultureInfo.InvariantCulture);

    private string ReadLine()
    {
        var line = new StringBuilder();
        while (_process.Output.ReadByte() is >= 0 and not '\n' and var letter && line.Length < LongestLine)
        {
            line.Append((char)letter);
        }

        return line.Length > 0
            ? line.ToString()
            : throw new UsageException(Fault($"The MATLAB file {_path} is damaged, and the HDF5 library died of it: copy it again."));
    }

    /// <summary>The sentence of the process where it ended by itself, else the one given.</summary>
    private string Fault(string died)
    {
        var status = _process.WaitForExit();
        return status == 1 && _process.Errors.Length > 0 ? _process.Errors : died;
    }
}
