namespace JsiGan.Evaluation;

/// <summary>The window of SSIM: 11x11 Gaussian of sigma 1.5, weights summing to 1, applied where it lies wholly inside the plane.</summary>
internal static class GaussianWindow
{
    public const int Size = 11;

    private const double Sigma = 1.5;

    private static readonly double[] Weights = MakeWeights();

    /// <summary>Filters <paramref name="plane"/> [height, width] into [height - 10, width - 10].</summary>
    public static double[] Apply(double[] plane, int width, int height)
    {
        var (outWidth, outHeight) = (width - Size + 1, height - Size + 1);
        var rows = new double[outWidth * height];
        Parallel.For(0, height, y =>
        {
            for (var x = 0; x < outWidth; x++)
            {
                var sum = 0.0;
                for (var k = 0; k < Size; k++)
                    sum += Weights[k] * plane[(y * width) + x + k];

                rows[(y * outWidth) + x] = sum;
            }
        });
        var result = new double[outWidth * outHeight];
        Parallel.For(0, outHeight, y =>
        {
            for (var k = 0; k < Size; k++)
            {
                for (var x = 0; x < outWidth; x++)
                    result[(y * outWidth) + x] += Weights[k] * rows[((y + k) * outWidth) + x];
            }
        });
        return result;
    }

    private static double[] MakeWeights()
    {
        var weights = Enumerable.Range(0, Size).Select(k => Math.Exp(-Math.Pow(k - (Size / 2), 2) / (2 * Sigma * Sigma))).ToArray();
        var sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }
}
