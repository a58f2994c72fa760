using System.Globalization;
using System.Text.Json;
using JsiGan.Imaging.Color;

namespace JsiGan.Imaging.Frames;

/// <summary>Probes a video file with ffprobe, and refuses files that are missing, unreadable, empty or truncated.</summary>
public static class ClipProbe
{
    // Messages of the demuxers and the parsers of length-prefixed H.264 and HEVC about an incomplete last packet.
    private static readonly string[] SignsOfTruncation = ["partial file", "File ended prematurely", "Invalid NAL unit size"];

    /// <exception cref="UsageException">The file is missing, not a video, without frames, or truncated.</exception>
    /// <exception cref="FailureException">ffprobe is not installed.</exception>
    public static ClipInfo Read(string path)
    {
        if (!File.Exists(path))
            throw new UsageException($"The clip {path} does not exist: give the path of a video file.");

        using var streams = Query(path, out var errors, "-count_packets", "-show_streams", "-show_entries", "packet=pts");
        var stream = FirstStream(streams, path);
        var packets = Integer(stream, "nb_read_packets") ?? 0;
        var whole = SignsOfTruncation.Any(errors.Contains) ? Math.Max(packets - 1, 0) : packets;
        var declared = Integer(stream, "nb_frames") ?? packets;
        if (declared > whole)
        {
            throw new UsageException(
                $"The clip {path} is truncated: it declares {declared} frames, but only {whole} can be read whole; "
                + "copy or encode it again.");
        }

        if (whole == 0)
            throw new UsageException($"The clip {path} has 0 frames, but at least 1 is needed: encode it again.");

        var format = Text(stream, "pix_fmt");
        var rate = FrameRate.Parse(Text(stream, "avg_frame_rate"));
        return new ClipInfo(
            path,
            Integer(stream, "width") ?? 0,
            Integer(stream, "height") ?? 0,
            whole,
            rate,
            format,
            BitDepthOf(format, Integer(stream, "bits_per_raw_sample")),
            Text(stream, "color_range"),
            Text(stream, "color_primaries"),
            Text(stream, "color_transfer"),
            Text(stream, "color_space"),
            MasteringOf(path))
        {
            Siting = SitingOf(Text(stream, "chroma_location")),
            IsEven = rate.IsEven(TimesOf(streams), FrameRate.Parse(Text(stream, "time_base"))),
        };
    }

    private static JsonElement FirstStream(JsonDocument document, string path)
    {
        if (document.RootElement.TryGetProperty("streams", out var streams) && streams.GetArrayLength() > 0)
            return streams[0];

        throw new UsageException($"The file {path} holds no video stream, but a clip needs one: give a video file.");
    }

    // In decoding order; empty if a packet states no time.
    private static List<long> TimesOf(JsonDocument document)
    {
        var times = new List<long>();
        foreach (var packet in document.RootElement.GetProperty("packets").EnumerateArray())
        {
            if (!packet.TryGetProperty("pts", out var time))
                return [];

            times.Add(time.GetInt64());
        }

        return times;
    }

    // Not every container repeats the metadata; the first frame of the bitstream always has it.
    private static MasteringDisplay? MasteringOf(string path)
    {
        using var frames = Query(path, out _, "-read_intervals", "%+#1", "-show_frames");
        return frames.RootElement.TryGetProperty("frames", out var list) && list.GetArrayLength() > 0
            && list[0].TryGetProperty("side_data_list", out var data)
                ? MasteringReader.Read(data)
                : null;
    }

    private static ChromaSiting SitingOf(string location) => location switch
    {
        "topleft" => ChromaSiting.TopLeft,
        "center" => ChromaSiting.Center,
        _ => ChromaSiting.Left,
    };

    private static JsonDocument Query(string path, out string errors, params string[] wanted)
    {
        string[] arguments =
            ["-v", "error", "-select_streams", "v:0", .. wanted, "-of", "json", "-i", PipedProcess.FileArgument(path)];
        using var process = PipedProcess.Start("ffprobe", arguments);
        using var text = new MemoryStream();
        process.Output.CopyTo(text);
        var status = process.WaitForExit();
        errors = process.Errors;
        if (status != 0)
        {
            throw new UsageException(
                $"The clip {path} cannot be read as a video ({errors}): it is truncated or not a video; copy or encode it again.");
        }

        return JsonDocument.Parse(text.ToArray());
    }

    private static int BitDepthOf(string format, int? stated)
    {
        if (stated is > 0)
            return stated.Value;

        // yuv420p10le, gbrp12be, p010le: the digits before the byte order are the depth; names without them are 8 bits deep.
        var stem = format.EndsWith("le", StringComparison.Ordinal) || format.EndsWith("be", StringComparison.Ordinal) ? format[..^2] : "";
        var digits = stem[(stem.LastIndexOfAnyExceptInRange('0', '9') + 1)..];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var depth) ? depth : 8;
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.ToString() : ClipInfo.Unknown;

    private static int? Integer(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value)
        && int.TryParse(value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
