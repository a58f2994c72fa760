using JsiGan.Imaging.Synthesis.Degradation;
using JsiGan.Imaging.Synthesis.Grades;

namespace JsiGan.Imaging.Synthesis;

/// <summary>What a synthetic clip looks like.</summary>
public sealed record SyntheticClipOptions
{
    // Of the zones of one encoder, which are an argument of its command line.
    private const int MostCompressedShots = 4096;

    /// <summary>Pixels per row, even, at least 64. Default 3840.</summary>
    public int Width { get; init; } = 3840;

    /// <summary>Rows, even, at least 64. Default 2160.</summary>
    public int Height { get; init; } = 2160;

    /// <summary>Frames, 1 or more; Default 12.</summary>
    public int Frames { get; init; } = 12;

    /// <summary>Another seed gives other pictures; the same gives the same, bit by bit. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Frames per second. Default 24.</summary>
    public int FramesPerSecond { get; init; } = 24;

    /// <summary>Light of the sun, the brightest thing there is; nits, 1000 to 10000. Default 4000.</summary>
    public int PeakNits { get; init; } = 4000;

    /// <summary>
    /// 0: four shots (day, night, foliage, room) of equal length. From 1 on: shots of this many frames of all kinds of scenes, each with
    /// another seed, view and zoom. Default 0.
    /// </summary>
    public int FramesPerShot { get; init; }

    /// <summary>How the SDR side is graded. Default one.</summary>
    public GradeVariety Grades { get; init; } = GradeVariety.One;

    /// <summary>What is done to the frames of both sides. Default none.</summary>
    public SdrDegradation Degradation { get; init; } = SdrDegradation.None;

    /// <exception cref="UsageException">Options are out of range; every fault is named.</exception>
    public void Validate()
    {
        List<string> faults = [];
        Require(Width >= 64 && Width % 2 == 0, $"The width {Width} of the synthetic clip is not an even number from 64 on.");
        Require(Height >= 64 && Height % 2 == 0, $"The height {Height} of the synthetic clip is not an even number from 64 on.");
        Require(Frames >= 1, $"The synthetic clip has {Frames} frames, but needs at least 1.");
        Require(FramesPerSecond is >= 1 and <= 240,
            $"The rate {FramesPerSecond} of the synthetic clip is not within 1 to 240 frames per second.");
        Require(PeakNits is >= 1000 and <= 10_000, $"The peak of the synthetic clip is {PeakNits} nits, but must be within 1000 to 10000.");
        Require(FramesPerShot >= 0,
            $"The shots of the synthetic clip have {FramesPerShot} frames, but need 1 or more, or 0 for four shots.");
        Require(Degradation == SdrDegradation.None || FramesPerShot == 0 || Frames / FramesPerShot <= MostCompressedShots,
            $"The degraded clip has {Frames} frames in shots of {FramesPerShot}, but at most {MostCompressedShots} shots can be compressed "
                + "each by itself.");
        if (faults.Count > 0)
            throw new UsageException(string.Join(Environment.NewLine, faults));

        void Require(bool met, string fault)
        {
            if (!met)
                faults.Add(fault);
        }
    }
}
