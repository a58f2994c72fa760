namespace JsiGan.Evaluation;

/// <summary>Structural similarity (Wang et al. 2004) of Y'CbCr PQ codes / 1023: 11x11 Gaussian window, sigma 1.5, peak 1.</summary>
public static class Ssim
{
    /// <summary>The mean of the three planes' SSIM. Reports name it "SSIM (mean of Y', Cb, Cr)".</summary>
    public static double Of(Frame<float> prediction, Frame<float> truth) =>
        Enumerable.Range(0, Frame<float>.Planes).Average(plane => OfPlane(prediction, truth, plane));

    /// <summary>SSIM of the luma plane alone. Reports name it "SSIM (Y')".</summary>
    public static double OfLuma(Frame<float> prediction, Frame<float> truth) => OfPlane(prediction, truth, 0);

    private static double OfPlane(Frame<float> prediction, Frame<float> truth, int plane)
    {
        Signals.RequireSameSize(prediction, truth);
        return SsimTerms.Of(Widen(prediction.Plane(plane)), Widen(truth.Plane(plane)), truth.Width, truth.Height).Ssim;
    }

    internal static double[] Widen(Span<float> plane) => Array.ConvertAll(plane.ToArray(), sample => (double)Math.Clamp(sample, 0f, 1f));
}
