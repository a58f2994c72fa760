using JsiGan.Imaging.Color;

namespace JsiGan.Imaging.Frames;

/// <summary>
/// HDR frames as pictures for browsers, other programs and `jsigan ingest`: 16-bit PNG, full-range R'G'B' in PQ BT.2020, labelled so.
/// </summary>
public static class HdrPicture
{
    /// <param name="path">The picture's file; an older one is replaced.</param>
    /// <param name="frame">10-bit limited-range PQ BT.2020 codes.</param>
    public static void WritePng(string path, Frame<ushort> frame) => PngWriter.Write(path, EncodePng(frame));

    /// <summary>The picture as the bytes of a PNG file.</summary>
    /// <param name="frame">10-bit limited-range PQ BT.2020 codes.</param>
    public static byte[] EncodePng(Frame<ushort> frame)
    {
        var pixels = new ushort[3 * frame.Width * frame.Height];
        Parallel.For(0, frame.Height, y =>
        {
            var (luma, cb, cr) = (frame.Row(0, y).ToArray(), frame.Row(1, y).ToArray(), frame.Row(2, y).ToArray());
            var range = QuantizationRange.Limited10;
            var row = pixels.AsSpan(3 * frame.Width * y, 3 * frame.Width);
            for (var x = 0; x < luma.Length; x++)
            {
                var (r, g, b) = Bt2020.Matrix.ToRgb(range.DecodeLuma(luma[x]), range.DecodeChroma(cb[x]), range.DecodeChroma(cr[x]));
                (row[3 * x], row[(3 * x) + 1], row[(3 * x) + 2]) = (Code(r), Code(g), Code(b));
            }
        });
        return Png.EncodePq(frame.Width, frame.Height, pixels);
    }

    private static ushort Code(double signal) => (ushort)Math.Round(Math.Clamp(signal, 0, 1) * ushort.MaxValue);
}
