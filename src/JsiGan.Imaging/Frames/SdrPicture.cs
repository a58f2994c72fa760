using JsiGan.Imaging.Color;

namespace JsiGan.Imaging.Frames;

/// <summary>SDR frames as 8-bit PNG pictures: full-range R'G'B' of BT.709.</summary>
public static class SdrPicture
{
    /// <param name="path">The picture's file; an older one is replaced.</param>
    /// <param name="frame">8-bit limited-range BT.709 Y'CbCr codes.</param>
    public static void WritePng(string path, Frame<byte> frame)
    {
        var range = QuantizationRange.Limited8;
        var pixels = new byte[Frame<byte>.Planes * frame.Width * frame.Height];
        for (var y = 0; y < frame.Height; y++)
        {
            var luma = frame.Row(0, y);
            var cb = frame.Row(1, y);
            var cr = frame.Row(2, y);
            for (var x = 0; x < frame.Width; x++)
            {
                var (r, g, b) = Bt709.Matrix.ToRgb(range.DecodeLuma(luma[x]), range.DecodeChroma(cb[x]), range.DecodeChroma(cr[x]));
                var at = Frame<byte>.Planes * ((y * frame.Width) + x);
                (pixels[at], pixels[at + 1], pixels[at + 2]) = (Code(r), Code(g), Code(b));
            }
        }

        PngWriter.Write(path, Png.Encode(frame.Width, frame.Height, pixels));
    }

    private static byte Code(double signal) => (byte)Math.Round(Math.Clamp(signal, 0, 1) * byte.MaxValue);
}
