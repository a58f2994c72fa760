using JsiGan.Imaging.Frames;

namespace JsiGan.Benchmarks.Benches.Quality;

/// <summary>
/// The alternating 2x2 pattern that an up-scaling network leaves in its pictures, from column to column and along the diagonal.
/// </summary>
internal static class PixelGrid
{
    /// <summary>
    /// RMS over pictures and channels of the mean of s(x, y) (-1)^x and of s(x, y) (-1)^(x + y), s in the unit of the signal. Half the
    /// difference between the pixels of the pattern.
    /// </summary>
    public static double Of(IReadOnlyList<Frame<float>> pictures)
    {
        var squares = 0.0;
        foreach (var picture in pictures)
        {
            for (var plane = 0; plane < Frame<float>.Planes; plane++)
                squares += SquaresOf(picture, plane);
        }

        return Math.Sqrt(squares / (2.0 * Frame<float>.Planes * pictures.Count));
    }

    private static double SquaresOf(Frame<float> picture, int plane)
    {
        var (columns, diagonal) = (0.0, 0.0);
        for (var y = 0; y < picture.Height; y++)
        {
            var row = picture.Row(plane, y);
            for (var x = 0; x < row.Length; x++)
            {
                var alternating = x % 2 == 0 ? row[x] : -row[x];
                columns += alternating;
                diagonal += y % 2 == 0 ? alternating : -alternating;
            }
        }

        var pixels = picture.Width * (double)picture.Height;
        return ((columns * columns) + (diagonal * diagonal)) / (pixels * pixels);
    }
}
