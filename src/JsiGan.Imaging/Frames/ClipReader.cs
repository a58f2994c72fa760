using System.Runtime.InteropServices;

namespace JsiGan.Imaging.Frames;

/// <summary>Opens clips as planar 4:4:4 code values, through ffmpeg. Chroma is brought to full size by zimg's bicubic filter.</summary>
public static class ClipReader
{
    /// <summary>10-bit limited-range codes of an HDR10 clip.</summary>
    public static ClipReader<ushort> OpenHdr(ClipInfo clip) => new(clip, "yuv444p10le");

    /// <summary>8-bit limited-range codes of an SDR clip.</summary>
    public static ClipReader<byte> OpenSdr(ClipInfo clip) => new(clip, "yuv444p");
}

/// <summary>Reads the frames of one clip in order. Disposing it ends the decoder, wherever it is.</summary>
public sealed class ClipReader<T> : IDisposable
    where T : unmanaged
{
    private readonly FfmpegProcess _process;
    private int _done;

    internal ClipReader(ClipInfo clip, string pixelFormat)
    {
        ArgumentNullException.ThrowIfNull(clip);
        Clip = clip;
        // Full range is brought to limited; naming the range where nothing changes would only cost a pass.
        var range = clip.Range == "pc" ? ":rin=full:r=limited" : "";
        _process = FfmpegProcess.Start(
            "ffmpeg",
            [
                "-v", "error", "-nostdin", "-noautorotate", "-i", FfmpegProcess.FileArgument(clip.Path), "-map", "0:v:0",
                "-vf", $"zscale=f=bicubic{range},format={pixelFormat}", "-fps_mode", "passthrough", "-f", "rawvideo", "pipe:1",
            ]);
    }

    public ClipInfo Clip { get; }

    internal int ProcessId => _process.Id;

    /// <summary>Fills <paramref name="frame"/> with the next picture; false after the last.</summary>
    /// <exception cref="FailureException">The clip ends before the frames that it was probed to have.</exception>
    /// <exception cref="ArgumentException">The frame is not of the clip's size.</exception>
    public bool TryRead(Frame<T> frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (frame.Width != Clip.Width || frame.Height != Clip.Height)
        {
            throw new ArgumentException(
                $"The clip is {Clip.Width}x{Clip.Height}, but the frame to fill is {frame.Width}x{frame.Height}.", nameof(frame));
        }

        if (_done == Clip.FrameCount)
        {
            return false;
        }

        var bytes = MemoryMarshal.AsBytes(frame.Samples.AsSpan());
        if (_process.Output.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            var status = _process.WaitForExit();
            throw new FailureException(
                $"The clip {Clip.Path} ended after {_done} frames, but {Clip.FrameCount} were expected (ffmpeg's exit status {status}: "
                + $"{_process.Errors}): copy or encode it again.");
        }

        _done++;
        return true;
    }

    public void Dispose() => _process.Dispose();
}
