using System.Runtime.InteropServices;

namespace JsiGan.Data.Store;

/// <summary>Finds the intact part of an unfinished clip, and cuts off the rest.</summary>
internal static class DraftRecovery
{
    /// <summary>Keeps the frames up to the first with a wrong checksum.</summary>
    /// <param name="files">Tiles and checksums; missing files have no frames.</param>
    /// <param name="layout">Sizes of frames and tiles.</param>
    /// <param name="sampleBytes">Bytes of a sample.</param>
    /// <param name="most">Maximum number of frames.</param>
    /// <returns>The frames kept.</returns>
    public static int KeepWholeFrames(TileSet files, TileLayout layout, int sampleBytes, int most)
    {
        var frameBytes = layout.FileBytes(1, sampleBytes);
        var frames = (int)Math.Min(most, Math.Min(Length(files.Tiles) / frameBytes, Length(files.Sums) / layout.ChecksumBytes(1)));
        if (frames > 0)
            frames = CountRight(files, layout, sampleBytes, frames);

        CutTo(files.Tiles, frames * frameBytes);
        CutTo(files.Sums, layout.ChecksumBytes(frames));
        return frames;
    }

    public static void CutTo(string path, long length)
    {
        if (Length(path) > length)
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
            file.SetLength(length);
        }
    }

    private static long Length(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    private static int CountRight(TileSet files, TileLayout layout, int sampleBytes, int frames)
    {
        var sums = MemoryMarshal.Cast<byte, uint>(File.ReadAllBytes(files.Sums));
        using var tiles = File.OpenRead(files.Tiles);
        var tile = new byte[layout.TileSamples * sampleBytes];
        for (var i = 0; i < frames * layout.TilesPerFrame; i++)
        {
            tiles.ReadExactly(tile);
            if (Checksum.Of(tile) != sums[i])
                return i / layout.TilesPerFrame;
        }

        return frames;
    }
}
