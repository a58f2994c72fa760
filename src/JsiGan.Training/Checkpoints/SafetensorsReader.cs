using System.Buffers.Binary;

namespace JsiGan.Training.Checkpoints;

/// <summary>Reads tensors out of a safetensors file; the header is checked on opening, the data are read on request.</summary>
public sealed class SafetensorsReader : IDisposable
{
    private readonly Stream _file;
    private readonly long _dataStart;
    private readonly Dictionary<string, SafetensorsEntry> _byName;

    /// <exception cref="FailureException">The file is missing, shorter than its header says, or breaks the format.</exception>
    public SafetensorsReader(string path)
        : this(OpenFile(path), path)
    {
    }

    /// <param name="file">The file; it can seek, and this object disposes it.</param>
    /// <param name="path">Its name in messages.</param>
    /// <exception cref="FailureException">The file is shorter than its header says, or breaks the format.</exception>
    public SafetensorsReader(Stream file, string path)
    {
        (_file, Path) = (file, path);
        try
        {
            Header = ReadHeader(out _dataStart);
            _byName = Header.Entries.ToDictionary(entry => entry.Name);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public string Path { get; }

    public SafetensorsHeader Header { get; }

    public IReadOnlyList<SafetensorsEntry> Entries => Header.Entries;

    /// <summary>The entry of a name, or null.</summary>
    public SafetensorsEntry? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Copies bytes of a tensor.</summary>
    /// <param name="entry">An entry of this file.</param>
    /// <param name="destination">Takes the bytes from <paramref name="offset"/> on.</param>
    /// <param name="offset">First byte within the tensor.</param>
    /// <exception cref="ArgumentException">The tensor has fewer bytes than requested.</exception>
    public void Read(SafetensorsEntry entry, Span<byte> destination, long offset = 0)
    {
        if (offset + destination.Length > entry.Length)
        {
            throw new ArgumentException(
                $"{entry.Name} has {entry.Length} bytes, but {destination.Length} from byte {offset} on were requested.");
        }

        ReadExactly(destination, _dataStart + entry.Begin + offset);
    }

    public void Dispose() => _file.Dispose();

    private static FileStream OpenFile(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw SafetensorsHeader.Fault(path, $"it cannot be opened ({missing.Message.TrimEnd('.')})", missing);
        }
    }

    private SafetensorsHeader ReadHeader(out long dataStart)
    {
        var total = _file.Length;
        if (total < SafetensorsHeader.LengthBytes)
        {
            throw SafetensorsHeader.Fault(Path,
                $"it has {total} bytes, expected at least {SafetensorsHeader.LengthBytes} for the header's length");
        }

        Span<byte> lengthField = stackalloc byte[SafetensorsHeader.LengthBytes];
        ReadExactly(lengthField, 0);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(lengthField);
        if (length > SafetensorsHeader.MaxHeaderBytes)
            throw SafetensorsHeader.Fault(Path, $"its header claims {length} bytes, expected at most {SafetensorsHeader.MaxHeaderBytes}");

        dataStart = SafetensorsHeader.LengthBytes + (long)length;
        if (dataStart > total)
            throw SafetensorsHeader.Fault(Path, $"it has {total} bytes, expected at least {dataStart} for its header");

        var json = new byte[length];
        ReadExactly(json, SafetensorsHeader.LengthBytes);
        return SafetensorsHeader.Parse(json, total - dataStart, Path);
    }

    private void ReadExactly(Span<byte> destination, long position)
    {
        _file.Position = position;
        var read = _file.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        if (read < destination.Length)
        {
            throw SafetensorsHeader.Fault(
                Path, $"it ended at byte {position + read}, while {destination.Length - read} more bytes were expected");
        }
    }
}
