using JsiGan.Data.Store;

namespace JsiGan.Data.Patches;

/// <summary>
/// Training patches of a store, in an order that is a pure function of (seed, position): within each epoch a keyed permutation spreads the
/// patches evenly over the frames, and a counter-based hash places each crop in its frame. Any position is found in constant time, so a
/// resumed run, or a worker that takes every n-th patch, reads exactly what a single uninterrupted run reads.
/// </summary>
public sealed class PatchStream : IPatchSource
{
    private readonly FrameStore _store;
    private readonly int[] _frames;
    private readonly ulong _seed;
    private readonly bool _turn;

    /// <param name="store">The frames; must stay open while this is used.</param>
    /// <param name="frames">Indices of the frames to read from.</param>
    /// <param name="geometry">Sides of a patch.</param>
    /// <param name="patchesPerEpoch">Patches of one epoch.</param>
    /// <param name="seed">Determines order and crops.</param>
    /// <param name="turn">Whether each patch is flipped and turned at random; the paper does not.</param>
    /// <exception cref="UsageException">The patch does not fit into the frames, or the scales differ.</exception>
    public PatchStream(
        FrameStore store, IReadOnlyList<int> frames, PatchGeometry geometry, long patchesPerEpoch, ulong seed, bool turn = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(patchesPerEpoch);
        ArgumentOutOfRangeException.ThrowIfZero(frames.Count);
        if (geometry.Scale != store.Scale)
        {
            throw new UsageException(
                $"The patches have scale {geometry.Scale}, but the frame store has scale {store.Scale}: build a store of that scale.");
        }

        foreach (var (width, height) in frames.Select(store.LowSize).Distinct())
        {
            if (geometry.LowSize > width || geometry.LowSize > height)
            {
                throw new UsageException(
                    $"A patch of {geometry.LowSize}x{geometry.LowSize} low-resolution pixels does not fit into frames of {width}x{height}: "
                    + "choose a smaller patch.");
            }
        }

        (_store, _frames, Geometry, PatchesPerEpoch, _seed, _turn) = (store, [.. frames], geometry, patchesPerEpoch, seed, turn);
    }

    public PatchGeometry Geometry { get; }

    public long PatchesPerEpoch { get; }

    /// <summary>The crop at a position: its frame and low-resolution corner.</summary>
    public (int Frame, int X, int Y) Place(long position)
    {
        var (epochKey, slot) = Slot(position);
        // The slots of an epoch cycle through the frames, so that each gets its share to within one patch.
        var frame = _frames[slot % _frames.Length];
        var (width, height) = _store.LowSize(frame);
        return (
            frame,
            Hash64.Below(Hash64.At(epochKey ^ ulong.MaxValue, (ulong)slot * 2), width - Geometry.LowSize + 1),
            Hash64.Below(Hash64.At(epochKey ^ ulong.MaxValue, ((ulong)slot * 2) + 1), height - Geometry.LowSize + 1));
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

        for (var i = 0; i < count; i++)
        {
            Read(position + i, sdr.Slice(i * Geometry.LowSamples, Geometry.LowSamples), hdr.Slice(i * Geometry.HighSamples,
                Geometry.HighSamples));
        }
    }

    /// <inheritdoc/>
    public void Prefetch(long position, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var (frame, x, y) = Place(position + i);
            _store.Prefetch(frame, x, y, Geometry.LowSize, Geometry.LowSize);
        }
    }

    private void Read(long position, Span<byte> sdr, Span<ushort> hdr)
    {
        var (low, high, scale) = (Geometry.LowSize, Geometry.HighSize, Geometry.Scale);
        var (frame, x, y) = Place(position);
        _store.ReadLow(frame, x, y, low, low, sdr);
        _store.ReadHigh(frame, x * scale, y * scale, high, high, hdr);
        if (_turn)
        {
            var (epochKey, slot) = Slot(position);
            var orientation = Hash64.Below(Hash64.At(epochKey + 1, (ulong)slot), Orientation.Count);
            Orientation.Apply(orientation, sdr, low);
            Orientation.Apply(orientation, hdr, high);
        }
    }

    private (ulong EpochKey, long Slot) Slot(long position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        var (epoch, index) = Math.DivRem(position, PatchesPerEpoch);
        var epochKey = Hash64.At(_seed, (ulong)epoch);
        return (epochKey, new KeyedPermutation(PatchesPerEpoch, epochKey)[index]);
    }
}
