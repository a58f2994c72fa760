using JsiGan.Imaging.Color;

namespace JsiGan.Imaging.Frames;

/// <summary>The properties of a video file. Tags have ffprobe's names; "unknown" if the file states none.</summary>
/// <param name="Path">The file.</param>
/// <param name="Width">Pixels per row.</param>
/// <param name="Height">Rows.</param>
/// <param name="FrameCount">Frames that can be read.</param>
/// <param name="Rate">Frames per second.</param>
/// <param name="PixelFormat">ffmpeg's name, such as yuv420p10le.</param>
/// <param name="BitDepth">Bits of a sample.</param>
/// <param name="Range">tv (limited), pc (full) or unknown.</param>
/// <param name="Primaries">bt709, bt2020, ...</param>
/// <param name="Transfer">bt709, smpte2084 (PQ), arib-std-b67 (HLG), ...</param>
/// <param name="Matrix">bt709, bt2020nc, ...</param>
/// <param name="Mastering">The mastering display of the first frame (SMPTE ST 2086); null if there is none.</param>
public sealed record ClipInfo(
    string Path,
    int Width,
    int Height,
    int FrameCount,
    FrameRate Rate,
    string PixelFormat,
    int BitDepth,
    string Range,
    string Primaries,
    string Transfer,
    string Matrix,
    MasteringDisplay? Mastering)
{
    /// <summary>The tag of a property that the file does not state.</summary>
    public const string Unknown = "unknown";

    /// <summary>Where the chroma samples of 4:2:0 lie.</summary>
    public ChromaSiting Siting { get; init; }

    /// <summary>
    /// Whether frame i is shown i / <see cref="Rate"/> seconds after the first one, which is decoded first: then a frame's number follows
    /// from its time.
    /// </summary>
    public bool IsEven { get; init; }

    /// <summary>The colour tags together.</summary>
    public ColourTags Colour => new(Range, Primaries, Transfer, Matrix);
}
