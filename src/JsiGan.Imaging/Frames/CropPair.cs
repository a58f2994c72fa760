namespace JsiGan.Imaging.Frames;

/// <summary>
/// One aligned crop of any size: the SDR input at low resolution and the HDR truth at high resolution, planar Y'CbCr 4:4:4.
/// </summary>
public sealed class CropPair
{
    /// <param name="lowWidth">Pixels per row of the SDR crop.</param>
    /// <param name="lowHeight">Rows of the SDR crop.</param>
    /// <param name="scale">High-resolution pixels per low-resolution pixel along one axis.</param>
    /// <param name="sdr">8-bit limited-range BT.709 codes, [3, lowHeight, lowWidth].</param>
    /// <param name="hdr">10-bit limited-range BT.2020 PQ codes, [3, lowHeight * scale, lowWidth * scale].</param>
    /// <exception cref="ArgumentException">An array has another length than its shape.</exception>
    public CropPair(int lowWidth, int lowHeight, int scale, byte[] sdr, ushort[] hdr)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lowWidth);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lowHeight);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        var low = 3 * lowWidth * lowHeight;
        if (sdr.Length != low || hdr.Length != low * scale * scale)
        {
            throw new ArgumentException(
                $"A crop of {lowWidth}x{lowHeight} at scale {scale} has {low} SDR and {low * scale * scale} HDR samples, "
                + $"but {sdr.Length} and {hdr.Length} were given.");
        }

        LowWidth = lowWidth;
        LowHeight = lowHeight;
        Scale = scale;
        Sdr = sdr;
        Hdr = hdr;
    }

    public int LowWidth { get; }

    public int LowHeight { get; }

    public int Scale { get; }

    public int HighWidth => LowWidth * Scale;

    public int HighHeight => LowHeight * Scale;

    /// <summary>8-bit limited-range BT.709 Y'CbCr codes, [3, LowHeight, LowWidth].</summary>
    public byte[] Sdr { get; }

    /// <summary>10-bit limited-range BT.2020 PQ Y'CbCr codes, [3, HighHeight, HighWidth].</summary>
    public ushort[] Hdr { get; }
}
