namespace JsiGan.Evaluation;

/// <summary>
/// Multi-scale SSIM (Wang, Simoncelli and Bovik 2003) of luma: five scales, each half of the last by a 2x2 mean with symmetric borders;
/// cs_1^w1 cs_2^w2 cs_3^w3 cs_4^w4 ssim_5^w5. Codes / 1023 at peak 1 give what codes give at peak 1023.
/// </summary>
public static class MsSsim
{
    private static readonly double[] Weights = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];

    /// <exception cref="ArgumentException">The picture is too small for five scales: a side is below 161 pixels.</exception>
    public static double Of(Frame<float> prediction, Frame<float> truth)
    {
        Signals.RequireSameSize(prediction, truth);
        var (a, b) = (Ssim.Widen(prediction.Plane(0)), Ssim.Widen(truth.Plane(0)));
        var (width, height) = (truth.Width, truth.Height);
        var product = 1.0;
        for (var scale = 0; scale < Weights.Length; scale++)
        {
            var terms = SsimTerms.Of(a, b, width, height);
            var term = scale == Weights.Length - 1 ? terms.Ssim : terms.ContrastStructure;
            // A negative mean has no real power; such pictures have nothing in common.
            product *= Math.Pow(Math.Max(term, 0), Weights[scale]);
            (a, b) = (Halve(a, width, height), Halve(b, width, height));
            (width, height) = ((width + 1) / 2, (height + 1) / 2);
        }

        return product;
    }

    private static double[] Halve(double[] plane, int width, int height)
    {
        var (halfWidth, halfHeight) = ((width + 1) / 2, (height + 1) / 2);
        var result = new double[halfWidth * halfHeight];
        for (var y = 0; y < halfHeight; y++)
        {
            var (top, bottom) = (2 * y * width, Math.Min((2 * y) + 1, height - 1) * width);
            for (var x = 0; x < halfWidth; x++)
            {
                var (left, right) = (2 * x, Math.Min((2 * x) + 1, width - 1));
                result[(y * halfWidth) + x] = (plane[top + left] + plane[top + right] + plane[bottom + left] + plane[bottom + right]) / 4;
            }
        }

        return result;
    }
}
