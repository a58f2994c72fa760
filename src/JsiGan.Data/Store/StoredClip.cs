using JsiGan.Imaging.Color;

namespace JsiGan.Data.Store;

/// <summary>One clip of a frame store, as its index describes it.</summary>
public sealed record StoredClip
{
    /// <summary>Name of the clip and its folder: letters, digits, '.', '_' and '-'.</summary>
    public required string Name { get; init; }

    /// <summary>What it was made from: video pair, HDR video, image pair, MATLAB patches.</summary>
    public required string Kind { get; init; }

    /// <summary>High-resolution pixels per row.</summary>
    public required int Width { get; init; }

    /// <summary>High-resolution rows.</summary>
    public required int Height { get; init; }

    /// <summary>Frames.</summary>
    public required int Frames { get; init; }

    /// <summary>Chroma samples of the HDR frames as stored; the SDR frames are always 4:4:4.</summary>
    public required ChromaFormat Chroma { get; init; }

    /// <summary>Where the chroma samples of 4:2:0 lie.</summary>
    public ChromaSiting Siting { get; init; }

    /// <summary>Tags of the HDR source before it was converted to limited-range BT.2020 PQ.</summary>
    public ColourTags? Colour { get; init; }

    /// <summary>The source's mastering display, if it names one.</summary>
    public MasteringDisplay? Mastering { get; init; }

    /// <summary>The operator that made the SDR frames, if there was no counterpart.</summary>
    public string? ToneMapping { get; init; }

    /// <summary>Number of each frame in its source, from 0.</summary>
    public required IReadOnlyList<int> SourceFrames { get; init; }

    /// <summary>Validation frames, ascending.</summary>
    public IReadOnlyList<int> Validation { get; init; } = [];

    /// <summary>Test frames, ascending.</summary>
    public IReadOnlyList<int> Test { get; init; } = [];

    /// <summary>CRC-32C of the checksums of all HDR tiles.</summary>
    public required uint HighChecksum { get; init; }

    /// <summary>CRC-32C of the checksums of all SDR tiles.</summary>
    public required uint LowChecksum { get; init; }

    /// <summary>The files it was made from.</summary>
    public IReadOnlyList<SourceFile> Sources { get; init; } = [];
}
