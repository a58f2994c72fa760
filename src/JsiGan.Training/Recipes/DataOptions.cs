namespace JsiGan.Training.Recipes;

/// <summary>The frames: a store made by `jsigan ingest`, or an HDR10 clip and its SDR counterpart, or how to render such a pair.</summary>
public sealed record DataOptions
{
    /// <summary>
    /// Folder of a frame store, which says itself which frames are held out. Default none; given without clips and without
    /// <see cref="Synthesize"/>.
    /// </summary>
    public string? Store { get; init; }

    /// <summary>
    /// Path of the HDR clip (BT.2020 PQ). Default none: the rendered clip's own place. Given together with <see cref="Sdr"/>.
    /// </summary>
    public string? Hdr { get; init; }

    /// <summary>Path of the SDR clip (BT.709) of the same frames. Default none; given together with <see cref="Hdr"/>.</summary>
    public string? Sdr { get; init; }

    /// <summary>
    /// One frame of a clip in this many is held out to measure with (a store has its own split). Default 4; 2 to 10000 frames.
    /// </summary>
    public int ValidationEvery { get; init; } = 4;

    /// <summary>Renders the clips when they do not exist. Default none: the clips must be there.</summary>
    public SynthesizeOptions? Synthesize { get; init; }
}

/// <summary>A procedural clip pair.</summary>
public sealed record SynthesizeOptions
{
    /// <summary>Default 3840; 64 to 8192 HDR pixels, a multiple of twice the scale.</summary>
    public int Width { get; init; } = 3840;

    /// <summary>Default 2160; 64 to 8192 HDR pixels, a multiple of twice the scale.</summary>
    public int Height { get; init; } = 2160;

    /// <summary>Default 8; 2 to 100000 frames.</summary>
    public int Frames { get; init; } = 8;

    /// <summary>Seed of the scenes; the same seed renders the same frames. Default 1; any unsigned 64-bit number.</summary>
    public ulong Seed { get; init; } = 1;
}
