namespace JsiGan.Evaluation;

/// <summary>Means of SSIM and of its contrast-structure term over one plane (Wang et al. 2004; K1 = 0.01, K2 = 0.03, peak 1).</summary>
internal readonly record struct SsimTerms(double Ssim, double ContrastStructure)
{
    private const double C1 = 0.01 * 0.01;
    private const double C2 = 0.03 * 0.03;

    /// <exception cref="ArgumentException">The plane is smaller than the window.</exception>
    public static SsimTerms Of(double[] a, double[] b, int width, int height)
    {
        if (width < GaussianWindow.Size || height < GaussianWindow.Size)
        {
            throw new ArgumentException(
                $"SSIM needs at least {GaussianWindow.Size}x{GaussianWindow.Size} pixels, but there are {width}x{height}.");
        }

        double[] Window(Func<int, double> value) => GaussianWindow.Apply([.. Enumerable.Range(0, a.Length).Select(value)], width, height);
        var (meanA, meanB) = (GaussianWindow.Apply(a, width, height), GaussianWindow.Apply(b, width, height));
        var (squareA, squareB, product) = (Window(i => a[i] * a[i]), Window(i => b[i] * b[i]), Window(i => a[i] * b[i]));
        var (ssim, contrast) = (0.0, 0.0);
        for (var i = 0; i < meanA.Length; i++)
        {
            var (aa, bb, ab) = (meanA[i] * meanA[i], meanB[i] * meanB[i], meanA[i] * meanB[i]);
            var cs = ((2 * (product[i] - ab)) + C2) / (squareA[i] - aa + (squareB[i] - bb) + C2);
            contrast += cs;
            ssim += ((2 * ab) + C1) / (aa + bb + C1) * cs;
        }

        return new SsimTerms(ssim / meanA.Length, contrast / meanA.Length);
    }
}
