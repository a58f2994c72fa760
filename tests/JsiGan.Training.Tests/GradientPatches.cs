using JsiGan.Data.Patches;

namespace JsiGan.Training.Tests;

/// <summary>
/// Patches of smooth ramps whose HDR codes follow from the SDR codes; what stands at a position is a function of the position.
/// </summary>
internal sealed class GradientPatches : IPatchSource
{
    private readonly List<(long Position, int Count)> _reads = [];

    public PatchGeometry Geometry { get; init; } = new(16, 2);

    public long PatchesPerEpoch => 1000;

    /// <summary>From this position on, reading fails.</summary>
    public long FailsFrom { get; init; } = long.MaxValue;

    /// <summary>What was asked for, in order.</summary>
    public IReadOnlyList<(long Position, int Count)> Reads
    {
        get
        {
            lock (_reads)
                return [.. _reads];
        }
    }

    public void Read(long position, int count, Span<byte> sdr, Span<ushort> hdr)
    {
        lock (_reads)
            _reads.Add((position, count));

        if (position + count > FailsFrom)
        {
            throw new FailureException($"The frame store ends at patch {FailsFrom}, but patch {position + count} was asked for; build it "
                + "again.");
        }

        for (var i = 0; i < count; i++)
        {
            var random = new Random((int)((position + i) % int.MaxValue));
            var (dx, dy, level) = (random.Next(0, 5), random.Next(0, 5), random.Next(20, 100));
            Fill(sdr.Slice(i * Geometry.LowSamples, Geometry.LowSamples), hdr.Slice(i * Geometry.HighSamples, Geometry.HighSamples), dx, dy,
                level);
        }
    }

    private void Fill(Span<byte> sdr, Span<ushort> hdr, int dx, int dy, int level)
    {
        var (low, high) = (Geometry.LowSize, Geometry.HighSize);
        for (var c = 0; c < 3; c++)
        {
            for (var y = 0; y < high; y++)
            {
                for (var x = 0; x < high; x++)
                {
                    var code = level + (10 * c) + ((dx * x) + (dy * y)) / Geometry.Scale;
                    hdr[(((c * high) + y) * high) + x] = (ushort)(3 * code);
                    if (x % Geometry.Scale == 0 && y % Geometry.Scale == 0)
                        sdr[(((c * low) + (y / Geometry.Scale)) * low) + (x / Geometry.Scale)] = (byte)code;
                }
            }
        }
    }
}
