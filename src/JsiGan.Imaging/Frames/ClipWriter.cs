using System.Globalization;
using System.Runtime.InteropServices;
using JsiGan.Core.Files;

namespace JsiGan.Imaging.Frames;

/// <summary>Creates clips with all colour tags, through ffmpeg: without them a player would show PQ as SDR.</summary>
public static class ClipWriter
{
    /// <summary>An HDR10 file: HEVC Main 10, limited-range PQ BT.2020, with mastering metadata. Frames hold 10-bit limited codes.</summary>
    /// <param name="path">Ends in .mp4, .mov or .mkv.</param>
    /// <param name="width">Pixels per row, even.</param>
    /// <param name="height">Rows, even.</param>
    /// <param name="rate">Frames per second.</param>
    /// <param name="mastering">Mastering metadata, the source's own if any; default a P3 display of 1000 nits.</param>
    /// <param name="quality">x265's constant rate factor: 0 (largest file) to 51; default 12, visually lossless.</param>
    /// <param name="preset">x265's preset: how much time it spends on a smaller file.</param>
    public static ClipWriter<ushort> CreateHdr10(
        string path, int width, int height, FrameRate rate, MasteringDisplay? mastering = null, int quality = 12,
        string preset = "superfast") => new(
            path, width, height, rate, "yuv444p10le", "yuv420p10le", ("bt2020", "smpte2084", "bt2020nc"),
            [
                "-c:v", "libx265", "-preset", preset, "-crf", quality.ToString(CultureInfo.InvariantCulture), "-tag:v", "hvc1",
                "-x265-params",
                "log-level=error:hdr10=1:repeat-headers=1:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:range=limited:"
                    + InX265Notation(mastering ?? MasteringDisplay.P3(maxContentNits: 1000, maxFrameAverageNits: 400)),
            ]);

    /// <summary>A YUV4MPEG2 file of 10-bit 4:4:4 codes for other programs; the format cannot tag them as PQ BT.2020.</summary>
    /// <param name="path">Ends in .y4m.</param>
    /// <param name="width">Pixels per row, even.</param>
    /// <param name="height">Rows, even.</param>
    /// <param name="rate">Frames per second.</param>
    public static ClipWriter<ushort> CreateY4m(string path, int width, int height, FrameRate rate) => new(
        path, width, height, rate, "yuv444p10le", "yuv444p10le", ("bt2020", "smpte2084", "bt2020nc"),
        ["-strict", "-1", "-f", "yuv4mpegpipe"]);

    /// <summary>An SDR file: H.264, limited-range BT.709. Frames hold 8-bit limited codes.</summary>
    /// <param name="path">Ends in .mp4, .mov or .mkv.</param>
    /// <param name="width">Pixels per row, even.</param>
    /// <param name="height">Rows, even.</param>
    /// <param name="rate">Frames per second.</param>
    /// <param name="quality">x264's constant rate factor: 0 (lossless) to 51; default 10, visually lossless.</param>
    /// <param name="preset">x264's preset: how much time it spends on a smaller file.</param>
    public static ClipWriter<byte> CreateSdr(
        string path, int width, int height, FrameRate rate, int quality = 10, string preset = "superfast") => new(
        path, width, height, rate, "yuv444p", "yuv420p", ("bt709", "bt709", "bt709"),
        ["-c:v", "libx264", "-preset", preset, "-crf", quality.ToString(CultureInfo.InvariantCulture)]);

    /// <summary>An SDR file whose shots are compressed differently.</summary>
    /// <param name="path">Ends in .mp4, .mov or .mkv.</param>
    /// <param name="width">Pixels per row, even.</param>
    /// <param name="height">Rows, even.</param>
    /// <param name="rate">Frames per second.</param>
    /// <param name="zones">One a shot, in their order.</param>
    public static ClipWriter<byte> CreateSdr(string path, int width, int height, FrameRate rate, IReadOnlyList<EncoderZone> zones) => new(
        path, width, height, rate, "yuv444p", "yuv420p", ("bt709", "bt709", "bt709"),
        [
            "-c:v", "libx264", "-preset", "superfast",
            "-x264-params",
            "zones=" + string.Join('/', zones.Select(zone => FormattableString.Invariant($"{zone.First},{zone.Last},q={zone.Quantizer}"))),
        ]);

    // ST 2086 in x265's order: green, blue, red, white, brightest and darkest light.
    private static string InX265Notation(MasteringDisplay m) => string.Create(
        CultureInfo.InvariantCulture,
        $"master-display=G({m.Green.X},{m.Green.Y})B({m.Blue.X},{m.Blue.Y})R({m.Red.X},{m.Red.Y})WP({m.White.X},{m.White.Y})"
            + $"L({m.MaxLuminance},{m.MinLuminance}):max-cll={m.MaxContentNits},{m.MaxFrameAverageNits}");
}

/// <summary>Writes the frames of one clip to a temporary file, which <see cref="Complete"/> renames.</summary>
public sealed class ClipWriter<T> : IDisposable
    where T : unmanaged
{
    private readonly string _path;
    private readonly string _temporary;
    private readonly int _width;
    private readonly int _height;
    private readonly PipedProcess _process;
    private bool _completed;

    internal ClipWriter(
        string path,
        int width,
        int height,
        FrameRate rate,
        string inputFormat,
        string fileFormat,
        (string Primaries, string Transfer, string Matrix) tags,
        IEnumerable<string> encoder)
    {
        if (width % 2 != 0 || height % 2 != 0)
        {
            throw new UsageException(
                $"A clip of {width}x{height} cannot be written, because 4:2:0 needs an even width and height: change the size.");
        }

        (_path, _width, _height) = (path, width, height);
        _temporary = Path.ChangeExtension(path, ".part" + Path.GetExtension(path));
        var size = string.Create(CultureInfo.InvariantCulture, $"{width}x{height}");
        _process = PipedProcess.Start(
            "ffmpeg",
            [
                "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", inputFormat, "-s", size, "-r", rate.ToString(), "-i", "pipe:0",
                "-vf", $"setparams=range=tv:color_primaries={tags.Primaries}:color_trc={tags.Transfer}:colorspace={tags.Matrix},"
                    + $"zscale=f=bicubic,format={fileFormat}",
                "-color_range", "tv", "-color_primaries", tags.Primaries, "-color_trc", tags.Transfer, "-colorspace", tags.Matrix,
                .. encoder, .. Path.GetExtension(path) is ".mp4" or ".mov" ? (string[])["-movflags", "+faststart"] : [],
                PipedProcess.FileArgument(_temporary),
            ]);
    }

    /// <summary>Appends a picture.</summary>
    /// <exception cref="FailureException">The encoder stopped: a full disk, a folder that cannot be written.</exception>
    public void Write(Frame<T> frame)
    {
        if (frame.Width != _width || frame.Height != _height)
            throw new ArgumentException($"The clip is {_width}x{_height}, but the frame is {frame.Width}x{frame.Height}.", nameof(frame));

        try
        {
            _process.Input.Write(MemoryMarshal.AsBytes(frame.Samples.AsSpan()));
        }
        catch (IOException)
        {
            throw Failure(_process.WaitForExit());
        }
    }

    /// <summary>Finishes and renames the file, replacing an older one.</summary>
    /// <exception cref="FailureException">The encoder could not finish.</exception>
    public void Complete()
    {
        var status = _process.WaitForExit();
        // ffmpeg exits with 0 even if the disk was full when it closed the file; only its messages show it.
        if (status != 0 || _process.Errors.Length > 0)
            throw Failure(status);

        File.Move(_temporary, _path, overwrite: true);
        _completed = true;
    }

    public void Dispose()
    {
        _process.Dispose();
        if (!_completed && File.Exists(_temporary))
            File.Delete(_temporary);
    }

    private FailureException Failure(int status) => _process.Errors.Contains("No space left on device", StringComparison.Ordinal)
        ? DiskSpace.Full(_path, wanted: null)
        : new FailureException(
            $"The clip {_path} could not be written (ffmpeg's exit status {status}: {_process.Errors}): check that its folder exists and "
            + "can be written, and that Debian's package ffmpeg is whole.");
}
