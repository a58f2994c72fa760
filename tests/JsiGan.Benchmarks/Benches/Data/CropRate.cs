using System.Diagnostics;
using System.Globalization;
using JsiGan.Imaging.Frames;
using JsiGan.Imaging.Patches;

namespace JsiGan.Benchmarks.Benches.Data;

/// <summary>Crop pairs of HR 160 and LR 80 from a store, read in batches by one thread.</summary>
internal static class CropRate
{
    private const int Batch = 8;

    // As far ahead as the trainer reads.
    private const int AheadBatches = 4;
    private const int CachedBatches = 500;
    private const int ColdBatches = 60;
    private const int WarmupBatches = 20;
    private const int TileBytes = 12 << 10;

    /// <summary>Pairs per second with everything in the page cache and checked, and by how much private memory grew meanwhile.</summary>
    public static (string Name, double Value)[] Cached(string folder, int work)
    {
        using var store = FrameStore.Open(folder);
        for (var frame = 0; frame < store.FrameCount; frame++)
        {
            store.Verify(frame);
        }

        var (stream, sdr, hdr) = Open(store);
        Read(stream, 0, CachedBatches, sdr, hdr);
        var before = PrivateBytes();
        var watch = Stopwatch.StartNew();
        Read(stream, CachedBatches * Batch, CachedBatches * work, sdr, hdr);
        return [("rate", CachedBatches * work * Batch / watch.Elapsed.TotalSeconds), ("growth", Math.Max(0, PrivateBytes() - before))];
    }

    /// <summary>Bytes of tiles per second that crops get from a disk.</summary>
    public static (string Name, double Value)[] Cold(string folder, int work)
    {
        using var store = FrameStore.Open(folder);
        var (stream, sdr, hdr) = Open(store);
        var batches = ColdBatches * work;
        // The compiler's work on the first batches is no reading: their tiles do not count.
        Read(stream, 0, WarmupBatches, sdr, hdr);
        var tiles = new HashSet<(int Frame, int Kind, int Row, int Column)>();
        Cover(tiles, stream, 0, (WarmupBatches + AheadBatches) * Batch);
        var before = tiles.Count;
        var watch = Stopwatch.StartNew();
        Read(stream, WarmupBatches * Batch, batches, sdr, hdr);
        var seconds = watch.Elapsed.TotalSeconds;
        Cover(tiles, stream, WarmupBatches * Batch, batches * Batch);
        // A tile that two crops share came from the disk once.
        return [("rate", (double)(tiles.Count - before) * TileBytes / seconds)];
    }

    private static (PatchStream Stream, byte[] Sdr, ushort[] Hdr) Open(FrameStore store)
    {
        var geometry = new PatchGeometry(80, 2);
        var stream = new PatchStream(store, store.Split.Training, geometry, 1_000_000, seed: 1);
        return (stream, new byte[Batch * geometry.LowSamples], new ushort[Batch * geometry.HighSamples]);
    }

    private static void Read(PatchStream stream, long position, int batches, byte[] sdr, ushort[] hdr)
    {
        stream.Prefetch(position, AheadBatches * Batch);
        for (var batch = 0; batch < batches; batch++)
        {
            stream.Prefetch(position + ((batch + AheadBatches) * Batch), Batch);
            stream.Read(position + (batch * Batch), Batch, sdr, hdr);
        }
    }

    private static void Cover(HashSet<(int Frame, int Kind, int Row, int Column)> tiles, PatchStream stream, long first, int count)
    {
        for (var position = first; position < first + count; position++)
        {
            var (frame, x, y) = stream.Place(position);
            Cover(tiles, frame, 0, x, y, stream.Geometry.LowSize);
            Cover(tiles, frame, 1, 2 * x, 2 * y, stream.Geometry.HighSize);
        }
    }

    private static void Cover(HashSet<(int Frame, int Kind, int Row, int Column)> tiles, int frame, int kind, int x, int y, int side)
    {
        for (var row = y / 64; row <= (y + side - 1) / 64; row++)
        {
            for (var column = x / 64; column <= (x + side - 1) / 64; column++)
            {
                tiles.Add((frame, kind, row, column));
            }
        }
    }

    // RssAnon leaves out the mapped files: the kernel takes those pages back when it needs them.
    private static double PrivateBytes()
    {
        var line = File.ReadLines("/proc/self/status").First(text => text.StartsWith("RssAnon:", StringComparison.Ordinal));
        return 1024.0 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
