using System.Text.Json;
using System.Text.Json.Serialization;
using JsiGan.Imaging.Color;

namespace JsiGan.Data.Store;

/// <summary>The properties of a clip, fixed before its first frame. Only an equal plan resumes an unfinished clip.</summary>
internal sealed record ClipPlan
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    /// <summary>Name of the clip in its store.</summary>
    public required string Name { get; init; }

    public required string Kind { get; init; }

    /// <summary>High-resolution pixels per row.</summary>
    public required int Width { get; init; }

    /// <summary>High-resolution rows.</summary>
    public required int Height { get; init; }

    public required int Scale { get; init; }

    public required ChromaFormat Chroma { get; init; }

    public ChromaSiting Siting { get; init; }

    public ColourTags? Colour { get; init; }

    public MasteringDisplay? Mastering { get; init; }

    public string? ToneMapping { get; init; }

    /// <summary>Which frames of the source are stored; equal texts mean equal choices.</summary>
    public required string Choice { get; init; }

    public required IReadOnlyList<SourceFile> Sources { get; init; }

    [JsonIgnore]
    public TileLayout High => new(Width, Height, Chroma);

    [JsonIgnore]
    public TileLayout Low => new(Width / Scale, Height / Scale, ChromaFormat.Yuv444);

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}
