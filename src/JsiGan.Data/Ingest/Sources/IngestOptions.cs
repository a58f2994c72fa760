using JsiGan.Imaging.Color;

namespace JsiGan.Data.Ingest.Sources;

/// <summary>How sources become clips of a store.</summary>
public sealed record IngestOptions
{
    /// <summary>High-resolution pixels per low-resolution pixel along one axis. Default 2; 1, 2 or 4.</summary>
    public int Scale { get; init; } = 2;

    /// <summary>Which frames of a video are stored. Default: the first of each shot and about every 24th from it.</summary>
    public FrameChoice Choice { get; init; } = new(Every: 24, Cut: 0.08);

    /// <summary>The tone-mapping operator for sources without an SDR counterpart. Default hable; one of ToneMaps.Names.</summary>
    public string ToneMap { get; init; } = ToneMaps.Names[0];

    /// <summary>How each clip is split. Default: the last of every 8 frames is held out.</summary>
    public SplitRule Split { get; init; } = new(SplitKind.HoldOutEvery, 8);

    /// <summary>Clips read concurrently. Default 1; each decoder already uses several cores.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Light of 1.0 in linear pictures (OpenEXR, Radiance). Default 203 nits (BT.2408's white).</summary>
    public int WhiteNits { get; init; } = 203;

    /// <summary>Brightest light of the PQ master of linear pictures. Default 1000 nits.</summary>
    public int PeakNits { get; init; } = 1000;
}
