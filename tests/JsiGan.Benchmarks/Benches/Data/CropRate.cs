using System.Diagnostics;
using System.Globalization;
using JsiGan.Data.Patches;
using JsiGan.Data.Store;
using JsiGan.Imaging.Color;

namespace JsiGan.Benchmarks.Benches.Data;

/// <summary>Crop pairs of HR 160 and LR 80 from a store, read in batches.</summary>
internal static class CropRate
{
    private const int Batch = 8;
    private const int CachedBatches = 500;
    private const int ColdBatches = 60;
    private const int WarmupBatches = 20;

    // Workers that read their shares of every batch from the same disk.
    private const int Readers = 2;
    private const int TileBytes = 12 << 10;

    /// <summary>Pairs per second on one thread with all tiles cached and verified, and the growth of private memory.</summary>
    public static (string Name, double Value)[] Cached(string folder, int work)
    {
        using var store = FrameStore.Open(folder);
        for (var frame = 0; frame < store.FrameCount; frame++)
            store.Verify(frame);

        var stream = Open(store);
        var reader = new BatchReader(stream, Batch, stride: Batch);
        reader.Read(0, CachedBatches);
        var before = PrivateBytes();
        var watch = Stopwatch.StartNew();
        reader.Read(CachedBatches * Batch, CachedBatches * work);
        return [("rate", CachedBatches * work * Batch / watch.Elapsed.TotalSeconds), ("growth", Math.Max(0, PrivateBytes() - before))];
    }

    /// <summary>Bytes of tiles per second that two workers read from a disk.</summary>
    public static (string Name, double Value)[] Cold(string folder, int work)
    {
        using var store = FrameStore.Open(folder);
        var stream = Open(store);
        var batches = ColdBatches * work;
        var readers = Enumerable.Range(0, Readers).Select(_ => new BatchReader(stream, Batch, Readers * Batch)).ToList();
        // The first batches include JIT compilation: their tiles do not count.
        Together(readers, 0, WarmupBatches);
        var tiles = new HashSet<(int Frame, int Kind, int Row, int Column)>();
        Cover(tiles, store, stream, 0, (WarmupBatches + BatchReader.Ahead) * Readers * Batch);
        var before = tiles.Count;
        var watch = Stopwatch.StartNew();
        Together(readers, WarmupBatches * Readers * Batch, batches);
        var seconds = watch.Elapsed.TotalSeconds;
        Cover(tiles, store, stream, WarmupBatches * Readers * Batch, batches * Readers * Batch);
        // A tile shared by two crops is read once.
        return [("rate", (double)(tiles.Count - before) * TileBytes / seconds)];
    }

    private static PatchStream Open(FrameStore store) =>
        new(store, store.Split.Training, new PatchGeometry(80, 2), 1_000_000, seed: 1);

    private static void Together(IReadOnlyList<BatchReader> readers, long position, int batches) =>
        Parallel.For(0, readers.Count, i => readers[i].Read(position + (i * Batch), batches));

    private static void Cover(HashSet<(int Frame, int Kind, int Row, int Column)> tiles, FrameStore store, PatchStream stream, long first,
        int count)
    {
        for (var position = first; position < first + count; position++)
        {
            var (frame, x, y) = stream.Place(position);
            Cover(tiles, frame, 0, x, y, stream.Geometry.LowSize, stream.Geometry.LowSize);
            // The filter for 4:2:0 chroma reaches beyond the crop.
            var side = stream.Geometry.HighSize;
            var source = ChromaUpsampler.Source(2 * x, 2 * y, side, side, store.Clips[0].Width / 2, store.Clips[0].Height / 2);
            Cover(tiles, frame, 1, 2 * source.X, 2 * source.Y, 2 * source.Width, 2 * source.Height);
        }
    }

    private static void Cover(
        HashSet<(int Frame, int Kind, int Row, int Column)> tiles, int frame, int kind, int x, int y, int width, int height)
    {
        for (var row = y / 64; row <= (y + height - 1) / 64; row++)
        {
            for (var column = x / 64; column <= (x + width - 1) / 64; column++)
                tiles.Add((frame, kind, row, column));
        }
    }

    // RssAnon excludes mapped files, whose pages the kernel can reclaim.
    private static double PrivateBytes()
    {
        var line = File.ReadLines("/proc/self/status").First(text => text.StartsWith("RssAnon:", StringComparison.Ordinal));
        return 1024.0 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
