using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using JsiGan.Imaging.Frames;

namespace JsiGan.Data.Ingest.Matlab;

/// <summary>
/// The pictures of an array in a MATLAB v7.3 file, one after the other, from a process of their own (JsiGan.Hdf5): the HDF5 library dies of
/// damaged files.
/// </summary>
internal sealed class MatlabStream : IDisposable
{
    private const int LongestLine = 256;

    // Damaged files can also make the library turn for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // Reading needs no lock, and one can be in the way: a child process has it for a moment that was started while the file was written.
    private static readonly Dictionary<string, string> Unlocked = new() { ["HDF5_USE_FILE_LOCKING"] = "FALSE" };

    private readonly PipedProcess _process;
    private readonly string _path;
    private readonly TimeSpan _patience;
    private bool _hung;
    private int _next;

    /// <param name="path">The file.</param>
    /// <param name="keys">Names of the array, the first that the file has is taken.</param>
    /// <param name="bytes">Bytes of a sample: 1 for uint8, 2 for uint16.</param>
    /// <param name="first">The picture to begin with.</param>
    /// <param name="patience">How long one picture may take; null is the standard, two minutes.</param>
    /// <exception cref="UsageException">The file is not v7.3, has none of the arrays, or another type or rank.</exception>
    public MatlabStream(string path, IReadOnlyList<string> keys, int bytes, int first, TimeSpan? patience = null)
    {
        (_path, _next, _patience) = (path, first, patience ?? Patience);
        _process = PipedProcess.Start(
            Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet")),
            [
                Path.Combine(AppContext.BaseDirectory, "JsiGan.Hdf5.dll"), path, string.Join(',', keys),
                bytes.ToString(CultureInfo.InvariantCulture), first.ToString(CultureInfo.InvariantCulture),
            ],
            Unlocked);
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
        using var limit = Limit();
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
        using var limit = Limit();
        while (_process.Output.ReadByte() is >= 0 and not '\n' and var letter && line.Length < LongestLine)
        {
            line.Append((char)letter);
        }

        return line.Length > 0
            ? line.ToString()
            : throw new UsageException(Fault($"The MATLAB file {_path} is damaged, and the HDF5 library died of it: copy it again."));
    }

    /// <summary>Ends the process, and so the read that waits for it, unless it is disposed of before.</summary>
    private ITimer Limit() => TimeProvider.System.CreateTimer(
        _ =>
        {
            _hung = true;
            _process.Kill();
        },
        state: null, _patience, Timeout.InfiniteTimeSpan);

    /// <summary>The sentence of the process where it ended by itself, else the one given.</summary>
    private string Fault(string died)
    {
        var status = _process.WaitForExit();
        if (_hung)
        {
            return $"The MATLAB file {_path} kept the HDF5 library busy for {_patience.TotalSeconds:0.#} s without a picture: it is "
                + "damaged, copy it again.";
        }

        return status == 1 && _process.Errors.Length > 0 ? _process.Errors : died;
    }
}
