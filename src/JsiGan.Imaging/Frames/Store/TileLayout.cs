namespace JsiGan.Imaging.Frames.Store;

/// <summary>
/// How planar frames lie in a file: square tiles of <see cref="Side"/> pixels, each with its three planes one after the other, tiles by
/// rows, frames one after the other. A crop then touches few pages, and whole ones, instead of one page per row and plane.
/// </summary>
/// <param name="Width">Pixels per row of a frame.</param>
/// <param name="Height">Rows of a frame.</param>
internal sealed record TileLayout(int Width, int Height)
{
    /// <summary>Side of a tile, pixels: 24 KiB of 16-bit or 12 KiB of 8-bit samples, both whole pages.</summary>
    public const int Side = 64;

    /// <summary>Samples of one plane of a tile.</summary>
    public const int PlaneSamples = Side * Side;

    /// <summary>Samples of a tile.</summary>
    public const int TileSamples = Frame<byte>.Planes * PlaneSamples;

    public int Columns { get; } = (Width + Side - 1) / Side;

    public int Rows { get; } = (Height + Side - 1) / Side;

    public int TilesPerFrame => Columns * Rows;

    /// <summary>Bytes of the tiles of <paramref name="frames"/> frames followed by one checksum a tile.</summary>
    public long FileBytes(int frames, int sampleBytes) => (long)frames * TilesPerFrame * ((TileSamples * (long)sampleBytes) + sizeof(uint));
}
