using JsiGan.Data.Store;

namespace JsiGan.Data.Patches;

/// <summary>A fixed set of crops of the held-out frames, spread evenly over frames and picture.</summary>
public static class ValidationCrops
{
    // Fractional parts of the multiples of 1/g and 1/g^2, g the plastic number (x^3 = x + 1): points of low discrepancy in the unit square.
    private const double StepX = 0.7548776662466927;
    private const double StepY = 0.5698402909980532;

    /// <param name="store">Where the frames are.</param>
    /// <param name="frames">Indices of the held-out frames.</param>
    /// <param name="count">Crops, cycling through the frames.</param>
    /// <param name="lowSize">Side of a crop, low-resolution pixels.</param>
    /// <exception cref="UsageException">The crop does not fit into the frames.</exception>
    public static IReadOnlyList<CropPair> Read(FrameStore store, IReadOnlyList<int> frames, int count, int lowSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lowSize);
        ArgumentOutOfRangeException.ThrowIfZero(frames.Count);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var (width, height) = store.LowSize(frames[i % frames.Count]);
            if (lowSize > width || lowSize > height)
            {
                throw new UsageException(
                    $"A validation crop of {lowSize}x{lowSize} low-resolution pixels does not fit into frames of {width}x{height}: "
                    + "choose a smaller one.");
            }

            return Crop(store, frames[i % frames.Count], Place(i, StepX, width - lowSize), Place(i, StepY, height - lowSize), lowSize,
                lowSize);
        })];
    }

    /// <summary>One crop; x, y, width and height in low-resolution pixels.</summary>
    public static CropPair Crop(FrameStore store, int frame, int x, int y, int width, int height)
    {
        var scale = store.Scale;
        var sdr = new byte[3 * width * height];
        var hdr = new ushort[3 * width * height * scale * scale];
        store.ReadLow(frame, x, y, width, height, sdr);
        store.ReadHigh(frame, x * scale, y * scale, width * scale, height * scale, hdr);
        return new CropPair(width, height, scale, sdr, hdr);
    }

    private static int Place(int index, double step, int room)
    {
        var phase = 0.5 + (step * index);
        return (int)((phase - Math.Floor(phase)) * (room + 1));
    }
}
