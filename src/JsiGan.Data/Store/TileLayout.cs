namespace JsiGan.Data.Store;

/// <summary>
/// The layout of planar frames in a file: square tiles of <see cref="Side"/> pixels with three planes each, by rows, frame after frame. A
/// crop then touches few whole pages instead of one page per row and plane.
/// </summary>
/// <param name="Width">Pixels per row of a frame; even in 4:2:0.</param>
/// <param name="Height">Rows of a frame; even in 4:2:0.</param>
/// <param name="Chroma">Chroma samples of frame and tile alike.</param>
internal sealed record TileLayout(int Width, int Height, ChromaFormat Chroma)
{
    /// <summary>
    /// Side of a tile, pixels: in 16-bit samples 24 KiB of 4:4:4 or 12 KiB of 4:2:0, in bytes half of it: all whole pages but the last.
    /// </summary>
    public const int Side = 64;

    public const int Planes = 3;

    /// <summary>Samples of a tile.</summary>
    public int TileSamples => Side * Side * (Chroma == ChromaFormat.Yuv444 ? 6 : 3) / 2;

    /// <summary>Samples of a frame.</summary>
    public long FrameSamples => (long)Width * Height * (Chroma == ChromaFormat.Yuv444 ? 6 : 3) / 2;

    public int Columns { get; } = (Width + Side - 1) / Side;

    public int Rows { get; } = (Height + Side - 1) / Side;

    public int TilesPerFrame => Columns * Rows;

    /// <summary>By how many bits a plane's sides are smaller than the frame's: 1 for chroma of 4:2:0, else 0.</summary>
    public int Shift(int plane) => plane > 0 && Chroma == ChromaFormat.Yuv420 ? 1 : 0;

    /// <summary>Where a plane begins in a tile or, given the samples of its luma, in a frame.</summary>
    public long PlaneStart(int plane, long lumaSamples) =>
        plane == 0 ? 0 : lumaSamples + ((plane - 1) * (lumaSamples >> (2 * Shift(plane))));

    /// <summary>Bytes of the tiles of <paramref name="frames"/> frames.</summary>
    public long FileBytes(int frames, int sampleBytes) => checked((long)frames * TilesPerFrame * TileSamples * sampleBytes);

    /// <summary>Bytes of the checksums of <paramref name="frames"/> frames, one a tile.</summary>
    public long ChecksumBytes(int frames) => (long)frames * TilesPerFrame * sizeof(uint);
}
