using JsiGan.Imaging.Synthesis.Degradation;
using JsiGan.Imaging.Synthesis.Grades;

namespace JsiGan.Training.Recipes;

/// <summary>The frames: a store made by `jsigan ingest`, an HDR10 clip and its SDR counterpart, or how to render such a pair.</summary>
public sealed record DataOptions
{
    [Option("Folder of a frame store, which defines its own split; instead of clips and of data.synthesize.", IsNeutral = true)]
    public string? Store { get; init; }

    [Option("Path of the HDR clip (BT.2020 PQ); together with data.sdr.", IsNeutral = true)]
    public string? Hdr { get; init; }

    [Option("Path of the SDR clip (BT.709) of the same frames; together with data.hdr.", IsNeutral = true)]
    public string? Sdr { get; init; }

    [Option("One frame of a clip in this many is held out for validation; a store has its own split.",
        Min = 2, Max = 10_000, Unit = "frames")]
    public int ValidationEvery { get; init; } = 4;

    [Option("Renders the clips if they do not exist.")]
    public SynthesizeOptions? Synthesize { get; init; }
}

/// <summary>A procedural clip pair.</summary>
public sealed record SynthesizeOptions
{
    [Option("Width of the HDR clip, a multiple of twice the scale.", Min = 64, Max = 8192, Unit = "pixels")]
    public int Width { get; init; } = 3840;

    [Option("Height of the HDR clip, a multiple of twice the scale.", Min = 64, Max = 8192, Unit = "pixels")]
    public int Height { get; init; } = 2160;

    [Option("Length of the clips.", Min = 2, Max = 100_000, Unit = "frames")]
    public int Frames { get; init; } = 8;

    [Option("Seed of the scenes; the same seed renders the same frames.")]
    public ulong Seed { get; init; } = 1;

    [Option("Length of a shot, each of another scene; 0 makes four long shots of day, night, foliage and a room.",
        Min = 0, Max = 100_000, Unit = "frames", OmitsDefault = true)]
    public int FramesPerShot { get; init; }

    [Option("Grades of the SDR side: one operator throughout, or a draw of operator, exposure, contrast and colour for each shot.",
        OmitsDefault = true)]
    public GradeVariety Grades { get; init; } = GradeVariety.One;

    [Option("Degradation of the frames: none, or film: soft focus and grain; on the SDR side resampling, noise and compression too.",
        OmitsDefault = true)]
    public SdrDegradation Degradation { get; init; } = SdrDegradation.None;
}
