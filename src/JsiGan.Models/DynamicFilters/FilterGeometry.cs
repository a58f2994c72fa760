namespace JsiGan.Models.DynamicFilters;

/// <summary>
/// Where things lie for a dynamic up-sampling filter: input B x 3 x H x W, filters B x (taps * s * s) x H x W,
/// output B x 3 x sH x sW, where sub-pixel dy * s + dx of pixel (y, x) lands at (s y + dy, s x + dx) (pixel shuffle, Eq. 4 and 6).
/// </summary>
internal readonly record struct FilterGeometry(int Batch, int Height, int Width, int Taps, int Scale)
{
    /// <summary>Y', Cb, Cr: every filter is shared by the three.</summary>
    public const int Channels = 3;

    public int SubPixels => Scale * Scale;

    /// <summary>Rows of low-resolution pixels in the batch: the unit of work.</summary>
    public int Rows => Batch * Height;

    public long Plane => (long)Height * Width;

    /// <summary>B x 3 x sH x sW.</summary>
    public long[] OutputShape => [Batch, Channels, (long)Height * Scale, (long)Width * Scale];

    /// <summary>Distance between a channel's planes in the output.</summary>
    public long HighPlane => Plane * SubPixels;

    /// <summary>
    /// Offset in the output of sub-pixel <paramref name="sub"/> of the first pixel of row <paramref name="y"/>, channel 0.
    /// </summary>
    public long High(int item, int y, int sub) =>
        item * Channels * HighPlane + ((long)y * Scale + sub / Scale) * Width * Scale + sub % Scale;

    /// <summary>Writes one row of each channel, <paramref name="stride"/> apart, to its shuffled place.</summary>
    public unsafe void Scatter<T>(T* rows, int stride, T* high, int item, int y, int sub)
        where T : unmanaged
    {
        for (var channel = 0; channel < Channels; channel++)
        {
            var source = rows + (long)channel * stride;
            var target = high + High(item, y, sub) + channel * HighPlane;
            for (var x = 0; x < Width; x++)
                target[(long)x * Scale] = source[x];
        }
    }

    /// <summary>Reads one row of each channel from its shuffled place: the inverse of <see cref="Scatter"/>.</summary>
    public unsafe void Gather<T>(T* high, T* rows, int stride, int item, int y, int sub)
        where T : unmanaged
    {
        for (var channel = 0; channel < Channels; channel++)
        {
            var source = high + High(item, y, sub) + channel * HighPlane;
            var target = rows + (long)channel * stride;
            for (var x = 0; x < Width; x++)
                target[x] = source[(long)x * Scale];
        }
    }
}
