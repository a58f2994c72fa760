namespace JsiGan.Evaluation;

/// <summary>
/// PU21, the perceptually uniform encoding of luminance (Mantiuk and Azimi 2021), parameters "banding_glare", and PSNR in it.
/// </summary>
public static class Pu21
{
    private const double P1 = 0.353487901;
    private const double P2 = 0.3734658629;
    private const double P3 = 8.277049286e-5;
    private const double P4 = 0.9062562627;
    private const double P5 = 0.09150303166;
    private const double P6 = 0.9099517204;
    private const double P7 = 596.3148142;
    private const double DarkestNits = 0.005;
    private const double BrightestNits = 10_000;
    private const double Peak = 256;

    /// <summary>
    /// V = max(p7 (((p1 + p2 Y^p4) / (1 + p3 Y^p4))^p5 - p6), 0), Y in nits clamped to [0.005, 10000]; about 256 at 100 nits.
    /// </summary>
    public static double Encode(double nits)
    {
        var power = Math.Pow(Math.Clamp(nits, DarkestNits, BrightestNits), P4);
        return Math.Max(P7 * (Math.Pow((P1 + (P2 * power)) / (1 + (P3 * power)), P5) - P6), 0);
    }

    /// <summary>PSNR of the encoded luminance at peak 256, in dB, of two pictures of Y'CbCr PQ codes / 1023.</summary>
    public static double Psnr(Frame<float> prediction, Frame<float> truth)
    {
        Signals.RequireSameSize(prediction, truth);
        var meanSquare = Signals.Luminance(prediction)
            .Zip(Signals.Luminance(truth), (a, b) => Math.Pow(Encode(a) - Encode(b), 2))
            .Average();
        return 20 * Math.Log10(Peak / Math.Sqrt(meanSquare));
    }
}
