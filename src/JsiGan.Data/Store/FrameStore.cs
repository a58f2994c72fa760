namespace JsiGan.Data.Store;

/// <summary>
/// The frames to train on, memory-mapped in tiles for random crops: for each HDR frame (10-bit BT.2020 PQ codes) the aligned SDR frame,
/// smaller by the scale (8-bit BT.709 codes). Frames are numbered across all clips, which may differ in size. Reads are thread-safe; memory
/// does not grow with them.
/// </summary>
public sealed class FrameStore : IDisposable
{
    private readonly List<ClipFrames> _clips = [];
    private readonly int[] _firstFrames;

    private FrameStore(string folder)
    {
        var index = StoreIndex.Read(folder);
        (Folder, Scale, Clips) = (folder, index.Scale, index.Clips);
        _firstFrames = new int[Clips.Count];
        try
        {
            for (var i = 0; i < Clips.Count; i++)
            {
                _firstFrames[i] = FrameCount;
                _clips.Add(new ClipFrames(StoreFolders.Clip(folder, Clips[i].Name), Clips[i], Scale));
                FrameCount = checked(FrameCount + Clips[i].Frames);
            }
        }
        catch
        {
            Dispose();
            throw;
        }

        Split = new FrameSplit(
            Numbered(clip => Enumerable.Range(0, clip.Frames).Except(clip.Validation).Except(clip.Test)), Numbered(clip => clip.Validation))
        {
            Test = Numbered(clip => clip.Test),
        };
    }

    public string Folder { get; }

    public IReadOnlyList<StoredClip> Clips { get; }

    /// <summary>Frames of all clips.</summary>
    public int FrameCount { get; private set; }

    /// <summary>High-resolution pixels per low-resolution pixel along one axis.</summary>
    public int Scale { get; }

    /// <summary>The split, fixed when the clips were stored.</summary>
    public FrameSplit Split { get; }

    /// <summary>Opens an existing store.</summary>
    /// <exception cref="FailureException">The store is missing, truncated or altered.</exception>
    public static FrameStore Open(string folder) => new(Path.GetFullPath(folder));

    /// <summary>Size of an SDR frame, low-resolution pixels.</summary>
    public (int Width, int Height) LowSize(int frame)
    {
        var clip = Clips[Locate(frame).Clip];
        return (clip.Width / Scale, clip.Height / Scale);
    }

    /// <summary>
    /// Copies a rectangle of the HDR frame, in high-resolution pixels, into <paramref name="planarDestination"/> [3, height, width].
    /// </summary>
    /// <exception cref="ArgumentException">The rectangle leaves the frame, or the destination has another length.</exception>
    /// <exception cref="FailureException">The store was altered since it was built.</exception>
    public void ReadHigh(int frame, int x, int y, int width, int height, Span<ushort> planarDestination)
    {
        var (clip, number) = Locate(frame);
        _clips[clip].ReadHigh(number, x, y, width, height, planarDestination);
    }

    /// <summary>
    /// Copies a rectangle of the SDR frame, in low-resolution pixels, into <paramref name="planarDestination"/> [3, height, width].
    /// </summary>
    /// <exception cref="ArgumentException">The rectangle leaves the frame, or the destination has another length.</exception>
    /// <exception cref="FailureException">The store was altered since it was built.</exception>
    public void ReadLow(int frame, int x, int y, int width, int height, Span<byte> planarDestination)
    {
        var (clip, number) = Locate(frame);
        _clips[clip].ReadLow(number, x, y, width, height, planarDestination);
    }

    /// <summary>Starts reading both halves of a crop from disk without waiting; x, y, width, height in low-resolution pixels.</summary>
    public void Prefetch(int frame, int x, int y, int width, int height)
    {
        var (clip, number) = Locate(frame);
        _clips[clip].Prefetch(number, x, y, width, height);
    }

    /// <summary>Compares every tile of a frame with its checksum.</summary>
    /// <exception cref="FailureException">Names the first tile that differs.</exception>
    public void Verify(int frame)
    {
        var (clip, number) = Locate(frame);
        _clips[clip].Verify(number);
    }

    public void Dispose()
    {
        foreach (var clip in _clips)
            clip.Dispose();
    }

    private (int Clip, int Frame) Locate(int frame)
    {
        if ((uint)frame >= (uint)FrameCount)
        {
            throw new ArgumentOutOfRangeException(nameof(frame), frame, $"The store has {FrameCount} frames, so there is no frame "
                + $"{frame}.");
        }

        var at = Array.BinarySearch(_firstFrames, frame);
        var clip = at >= 0 ? at : ~at - 1;
        return (clip, frame - _firstFrames[clip]);
    }

    private int[] Numbered(Func<StoredClip, IEnumerable<int>> choose) =>
        [.. Clips.SelectMany((clip, i) => choose(clip).Select(frame => _firstFrames[i] + frame))];
}
