using JsiGan.Imaging.Frames;
using JsiGan.Training;

namespace JsiGan.Benchmarks.Benches.Quality;

/// <summary>A neutral SDR ramp from black to white: what a generator makes of it has no colour either.</summary>
internal static class GreyRamp
{
    private const int Black = 16;
    private const int White = 235;
    private const int PixelsPerCode = 4;
    private const int Rows = 96;
    private const byte NeutralSdr = 128;
    private const int NeutralHdr = 512;

    /// <summary>Mean distance of predicted Cb and of Cr from neutral, 10-bit codes.</summary>
    public static (double Cb, double Cr) ErrorOf(FramePredictor predictor)
    {
        var hdr = predictor.Predict(Ramp());
        return (Mean(hdr.Plane(1)), Mean(hdr.Plane(2)));

        static double Mean(Span<ushort> chroma)
        {
            var sum = 0L;
            foreach (var code in chroma)
                sum += Math.Abs(code - NeutralHdr);

            return sum / (double)chroma.Length;
        }
    }

    private static Frame<byte> Ramp()
    {
        var ramp = new Frame<byte>((White - Black + 1) * PixelsPerCode, Rows);
        for (var y = 0; y < Rows; y++)
        {
            var luma = ramp.Row(0, y);
            for (var x = 0; x < luma.Length; x++)
                luma[x] = (byte)(Black + (x / PixelsPerCode));
        }

        ramp.Plane(1).Fill(NeutralSdr);
        ramp.Plane(2).Fill(NeutralSdr);
        return ramp;
    }
}
