using JsiGan.Imaging.Frames;

namespace JsiGan.Imaging.Patches;

/// <summary>
/// Training patches of a store, in an order that is a pure function of (seed, position): within each epoch a keyed permutation spreads the
/// patches evenly over the frames, and a counter-based hash places each crop in its frame. Any position is found in constant time, so a run
/// that resumes, or a worker that takes every n-th patch, reads exactly what the one uninterrupted run reads.
/// </summary>
public sealed class PatchStream : IPatchSource
{
    private readonly FrameStore _store;
    private readonly int[] _frames;
    private readonly ulong _seed;

    /// <param name="store">Where the frames are; its owner keeps it open as long as this is used.</param>
    /// <param name="frames">Indices of the frames to read from.</param>
    /// <param name="geometry">Sides of a patch.</param>
    /// <param name="patchesPerEpoch">Patches of one epoch.</param>
    /// <param name="seed">Another seed gives another order and other crops.</param>
    /// <exception cref="UsageException">The patch does not fit into the frames, or the scales differ.</exception>
    public PatchStream(FrameStore store, IReadOnlyList<int> frames, PatchGeometry geometry, long patchesPerEpoch, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(frames);
        ArgumentNullException.ThrowIfNull(geometry);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(patchesPerEpoch);
        ArgumentOutOfRangeException.ThrowIfZero(frames.Count);
        if (geometry.Scale != store.Scale)
        {
            throw new UsageException(
                $"The patches have scale {geometry.Scale}, but the frame store has scale {store.Scale}: build a store of that scale.");
        }

        if (geometry.LowSize > store.LowWidth || geometry.LowSize > store.LowHeight)
        {
            throw new UsageException(
                $"A patch of {geometry.LowSize}x{geometry.LowSize} low-resolution pixels does not fit into frames of "
                + $"{store.LowWidth}x{store.LowHeight}: choose a smaller patch.");
        }

        (_store, _frames, Geometry, PatchesPerEpoch, _seed) = (store, [.. frames], geometry, patchesPerEpoch, seed);
    }

    public PatchGeometry Geometry { get; }

    public long PatchesPerEpoch { get; }

    /// <summary>Which crop stands at a position: the frame and the low-resolution corner.</summary>
    public (int Frame, int X, int Y) Place(long position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        var (epoch, index) = Math.DivRem(position, PatchesPerEpoch);
        var epochKey = Hash64.At(_seed, (ulong)epoch);
        var slot = new KeyedPermutation(PatchesPerEpoch, epochKey)[index];
        // The slots of an epoch go round the frames, so that each frame gets its share to within one patch.
        var frame = _frames[slot % _frames.Length];
        return (
            frame,
            Hash64.Below(Hash64.At(epochKey ^ ulong.MaxValue, (ulong)slot * 2), _store.LowWidth - Geometry.LowSize + 1),
            Hash64.Below(Hash64.At(epochKey ^ ulong.MaxValue, ((ulong)slot * 2) + 1), _store.LowHeight - Geometry.LowSize + 1));
    }

    /// <inheritdoc/>
    public void Read(long position, int count, Span<byte> sdr, Span<ushort> hdr)
    {
        if (sdr.Length != count * Geometry.LowSamples || hdr.Length != count * Geometry.HighSamples)
        {
            throw new ArgumentException(
                $"{count} patches have {count * Geometry.LowSamples} SDR and {count * Geometry.HighSamples} HDR samples, "
                + $"but there is room for {sdr.Length} and {hdr.Length}.");
        }

        var (low, high, scale) = (Geometry.LowSize, Geometry.HighSize, Geometry.Scale);
        for (var i = 0; i < count; i++)
        {
            var (frame, x, y) = Place(position + i);
            _store.ReadLow(frame, x, y, low, low, sdr.Slice(i * Geometry.LowSamples, Geometry.LowSamples));
            _store.ReadHigh(frame, x * scale, y * scale, high, high, hdr.Slice(i * Geometry.HighSamples, Geometry.HighSamples));
        }
    }
}
