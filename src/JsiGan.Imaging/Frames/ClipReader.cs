using System.Runtime.InteropServices;
using System.Text;

namespace JsiGan.Imaging.Frames;

/// <summary>Opens clips as planar code values, through ffmpeg.</summary>
public static class ClipReader
{
    /// <summary>10-bit limited-range BT.2020 PQ codes, 4:4:4, of an HDR clip; other ranges, matrices and primaries are converted.</summary>
    public static ClipReader<ushort> OpenHdr(ClipInfo clip) => OpenHdr(clip, ChromaFormat.Yuv444, select: null);

    /// <summary>8-bit limited-range BT.709 codes, 4:4:4, of an SDR clip.</summary>
    public static ClipReader<byte> OpenSdr(ClipInfo clip) => OpenSdr(clip, select: null);

    /// <param name="clip">Probed clip.</param>
    /// <param name="chroma">4:2:0 only if <see cref="ClipConversion.StoredChroma"/> is.</param>
    /// <param name="select">Filters that choose frames; null takes all.</param>
    /// <param name="sparse">Skips non-reference frames without decoding them.</param>
    public static ClipReader<ushort> OpenHdr(ClipInfo clip, ChromaFormat chroma, string? select, bool sparse = false) =>
        new(clip, chroma, Chain(select, ClipConversion.OfHdr(clip, chroma)), select is null ? clip.FrameCount : null, sparse);

    /// <param name="clip">Probed clip.</param>
    /// <param name="select">Filter that chooses frames; null takes all.</param>
    public static ClipReader<byte> OpenSdr(ClipInfo clip, string? select) =>
        new(clip, ChromaFormat.Yuv444, Chain(select, ClipConversion.OfSdr(clip)), select is null ? clip.FrameCount : null);

    private static string Chain(string? select, string conversion) => select is null ? conversion : $"{select},{conversion}";
}

/// <summary>Reads the frames of one clip in order. Disposing kills the decoder.</summary>
public sealed class ClipReader<T> : IDisposable
    where T : unmanaged
{
    private readonly PipedProcess _process;
    private readonly int? _expected;
    private readonly bool _sparse;
    private int _done;

    /// <param name="clip">Probed clip.</param>
    /// <param name="chroma">Chroma format of the filters' output.</param>
    /// <param name="filters">ffmpeg's filters from the decoder to planar codes.</param>
    /// <param name="expected">Expected number of frames; null if the filters choose.</param>
    /// <param name="sparse">Skips non-reference frames.</param>
    internal ClipReader(ClipInfo clip, ChromaFormat chroma, string filters, int? expected, bool sparse = false)
    {
        (Clip, _expected, _sparse) = (clip, expected, sparse);
        FrameSamples = checked((int)((long)clip.Width * clip.Height * (chroma == ChromaFormat.Yuv444 ? 6 : 3) / 2));
        // Without reinitialization, filters pass a frame of another size unchanged, and ffmpeg reports it.
        _process = PipedProcess.Start(
            "ffmpeg",
            [
                "-v", "level+warning", "-nostdin", "-noautorotate", "-reinit_filter", "0", "-skip_frame", sparse ? "noref" : "default",
                "-i", PipedProcess.FileArgument(clip.Path), "-map", "0:v:0", "-filter_script:v", "pipe:0", "-fps_mode", "passthrough",
                "-f", "rawvideo", "pipe:1",
            ]);
        // A list of chosen frames may exceed the maximum length of an argument.
        _process.SendAll(Encoding.UTF8.GetBytes(filters));
    }

    public ClipInfo Clip { get; }

    /// <summary>Samples of a frame.</summary>
    public int FrameSamples { get; }

    internal int ProcessId => _process.Id;

    /// <summary>Fills <paramref name="frame"/> with the next picture; false after the last.</summary>
    /// <exception cref="FailureException">The clip ends before the probed number of frames, or changes its size.</exception>
    /// <exception cref="ArgumentException">The frame is not of the clip's size.</exception>
    public bool TryRead(Frame<T> frame)
    {
        if (frame.Width != Clip.Width || frame.Height != Clip.Height)
        {
            throw new ArgumentException(
                $"The clip is {Clip.Width}x{Clip.Height}, but the frame to fill is {frame.Width}x{frame.Height}.", nameof(frame));
        }

        return TryRead(frame.Samples);
    }

    public void Dispose() => _process.Dispose();

    /// <summary>The same for samples in the reader's own chroma format.</summary>
    public bool TryRead(T[] samples)
    {
        if (samples.Length != FrameSamples)
            throw new ArgumentException($"A frame has {FrameSamples} samples, but there is room for {samples.Length}.", nameof(samples));

        var bytes = MemoryMarshal.AsBytes(samples.AsSpan());
        var read = _process.Output.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read == bytes.Length)
        {
            _done++;
            return true;
        }

        RequireRightEnd(read);
        return false;
    }

    private void RequireRightEnd(int rest)
    {
        var status = _process.WaitForExit();
        if (_process.ChangedSize)
        {
            throw new FailureException(
                $"The clip {Clip.Path} begins with frames of {Clip.Width}x{Clip.Height}, but changes to another size: give each size as "
                + "a clip of its own.");
        }

        if (_sparse && _process.MissedReference)
        {
            throw new FailureException(
                $"The clip {Clip.Path} marks reference frames as non-reference, or lacks some ({_process.Errors}): ingest it with "
                + "--cut 0, which decodes every frame, or encode it again.");
        }

        if (status != 0 || rest != 0 || (_expected is { } expected && _done != expected))
        {
            throw new FailureException(
                $"The clip {Clip.Path} ended after {_done} frames, but {_expected ?? _done + 1} were expected (ffmpeg's exit status "
                + $"{status}: {_process.Errors}): copy or encode it again.");
        }
    }
}
