using JsiGan.Imaging.Frames.Store;

namespace JsiGan.Imaging.Frames;

/// <summary>
/// The aligned frames of one HDR clip and its SDR counterpart at one scale, memory-mapped in tiles for random crops. High: 10-bit BT.2020
/// PQ codes. Low: the SDR frame shrunk by the scale (bicubic, antialiased), 8-bit BT.709 codes. All reads may run in several threads at
/// once.
/// </summary>
public sealed class FrameStore : IDisposable
{
    internal const string HighName = "high.tiles";
    internal const string LowName = "low.tiles";

    private const string BuildingSuffix = ".building";
    private const string LockSuffix = ".lock";
    private const int WriteBuffer = 1 << 20;

    private readonly TileFile<ushort> _high;
    private readonly TileFile<byte> _low;

    private FrameStore(string folder)
    {
        var index = StoreIndex.Read(folder);
        (FrameCount, HighWidth, HighHeight, Scale) = (index.FrameCount, index.Width, index.Height, index.Scale);
        HoldOutEvery = index.HoldOutEvery;
        _high = new TileFile<ushort>(
            Path.Combine(folder, HighName), new TileLayout(HighWidth, HighHeight), FrameCount, index.HighChecksum);
        try
        {
            _low = new TileFile<byte>(Path.Combine(folder, LowName), new TileLayout(LowWidth, LowHeight), FrameCount, index.LowChecksum);
        }
        catch
        {
            _high.Dispose();
            throw;
        }
    }

    public int FrameCount { get; }

    public int HighWidth { get; }

    public int HighHeight { get; }

    /// <summary>High-resolution pixels per low-resolution pixel along one axis.</summary>
    public int Scale { get; }

    public int LowWidth => HighWidth / Scale;

    public int LowHeight => HighHeight / Scale;

    /// <summary>The frames to train on and those held out, by the rule in the index.</summary>
    /// <exception cref="UsageException">The store has fewer than 2 frames.</exception>
    public FrameSplit Split => FrameSplit.HoldOut(FrameCount, HoldOutEvery);

    private int HoldOutEvery { get; }

    /// <summary>Opens a store that was built before.</summary>
    /// <exception cref="FailureException">The store is missing, truncated or altered.</exception>
    public static FrameStore Open(string folder) => new(folder);

    /// <summary>
    /// Opens the store of a pair of clips in <paramref name="folder"/>, which is built first where it is missing, damaged or of other
    /// clips. It is built under another name and renamed, so that a folder of its name is always whole.
    /// </summary>
    /// <param name="hdrClip">HDR10 video file.</param>
    /// <param name="sdrClip">BT.709 video file of the same frames and size.</param>
    /// <param name="scale">High-resolution pixels per low-resolution pixel along one axis.</param>
    /// <param name="folder">Folder of the store; its parent is created.</param>
    /// <param name="progress">Told after each frame.</param>
    /// <param name="token">Stops the build; nothing is left of it.</param>
    /// <exception cref="UsageException">The clips are missing or unfit; every fault is named.</exception>
    /// <exception cref="FailureException">The disk is full, ffmpeg is missing, or another process builds the same store.</exception>
    public static FrameStore Build(
        string hdrClip,
        string sdrClip,
        int scale,
        string folder,
        IProgress<FrameProgress>? progress = null,
        CancellationToken token = default) =>
        Build(hdrClip, sdrClip, scale, folder, progress, token, CreateFile);

    internal static FrameStore Build(
        string hdrClip,
        string sdrClip,
        int scale,
        string folder,
        IProgress<FrameProgress>? progress,
        CancellationToken token,
        Func<string, long, Stream> create)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        folder = Path.GetFullPath(folder);
        if (OpenIfCurrent(hdrClip, sdrClip, scale, folder) is { } store)
        {
            return store;
        }

        var (hdr, sdr) = (ClipProbe.Read(hdrClip), ClipProbe.Read(sdrClip));
        ClipChecks.RequirePair(hdr, sdr, scale);
        using var only = Lock(folder);
        // Another process may have built it while this one looked at the clips.
        return OpenIfCurrent(hdrClip, sdrClip, scale, folder)
            ?? BuildLocked(new StoreBuilder(hdr, sdr, scale, create), folder, progress, token);
    }

    /// <summary>
    /// Copies a rectangle of the HDR frame, in high-resolution pixels, into <paramref name="planarDestination"/> [3, height, width].
    /// </summary>
    /// <exception cref="ArgumentException">The rectangle leaves the frame, or the destination has another length.</exception>
    /// <exception cref="FailureException">The store was altered since it was built.</exception>
    public void ReadHigh(int frame, int x, int y, int width, int height, Span<ushort> planarDestination) =>
        _high.Read(frame, x, y, width, height, planarDestination);

    /// <summary>
    /// Copies a rectangle of the SDR frame, in low-resolution pixels, into <paramref name="planarDestination"/> [3, height, width].
    /// </summary>
    /// <exception cref="ArgumentException">The rectangle leaves the frame, or the destination has another length.</exception>
    /// <exception cref="FailureException">The store was altered since it was built.</exception>
    public void ReadLow(int frame, int x, int y, int width, int height, Span<byte> planarDestination) =>
        _low.Read(frame, x, y, width, height, planarDestination);

    public void Dispose()
    {
        _high.Dispose();
        _low.Dispose();
    }

    private static FrameStore? OpenIfCurrent(string hdrClip, string sdrClip, int scale, string folder)
    {
        try
        {
            if (!Directory.Exists(folder))
            {
                return null;
            }

            var index = StoreIndex.Read(folder);
            return index.Scale == scale && index.Hdr.Matches(hdrClip) && index.Sdr.Matches(sdrClip) ? Open(folder) : null;
        }
        catch (FailureException)
        {
            // A damaged store is built again: the clips are here.
            return null;
        }
    }

    private static FrameStore BuildLocked(StoreBuilder builder, string folder, IProgress<FrameProgress>? progress, CancellationToken token)
    {
        var building = folder + BuildingSuffix;
        Remove(building);
        try
        {
            DiskSpace.Require(folder, builder.Bytes);
            Directory.CreateDirectory(building);
            builder.Build(building, progress, token);
            Remove(folder);
            Directory.Move(building, folder);
        }
        catch (IOException fault) when (DiskSpace.IsFull(fault))
        {
            throw DiskSpace.Full(folder, builder.Bytes, fault);
        }
        finally
        {
            Remove(building);
        }

        return Open(folder);
    }

    private static FileStream Lock(string folder)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
            return new FileStream(
                folder + LockSuffix, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException fault) when (!DiskSpace.IsFull(fault))
        {
            throw new FailureException($"Another process is building the frame store {folder}: wait until it has finished.", fault);
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new FailureException(
                $"The frame store {folder} cannot be written ({fault.Message}): choose a folder that you may write to.", fault);
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The whole length is asked for at once: a disk too small says so before the first frame.
    private static FileStream CreateFile(string path, long length) => new(
        path,
        new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            BufferSize = WriteBuffer,
            PreallocationSize = length,
        });
}
