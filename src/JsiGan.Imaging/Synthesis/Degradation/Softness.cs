using JsiGan.Imaging.Frames;

namespace JsiGan.Imaging.Synthesis.Degradation;

/// <summary>A separable filter of three taps [s/4, 1 - s/2, s/4]: at s = 1 the binomial, below 0 a sharpening.</summary>
internal static class Softness
{
    /// <summary>Filters all planes in place; borders repeat.</summary>
    /// <param name="frame">Samples in any unit.</param>
    /// <param name="strength">s, -1 to 1; 0 leaves the frame as it is.</param>
    /// <param name="most">Results are kept within 0 and this.</param>
    public static void Apply(Frame<float> frame, float strength, float most)
    {
        if (strength == 0)
            return;

        for (var plane = 0; plane < Frame<float>.Planes; plane++)
        {
            var source = frame.Plane(plane).ToArray();
            var index = plane;
            Parallel.For(0, frame.Height, y => Row(source, frame.Width, frame.Height, y, strength, most, frame.Row(index, y)));
        }
    }

    private static void Row(float[] source, int width, int height, int y, float strength, float most, Span<float> result)
    {
        var (side, middle) = (strength / 4, 1 - (strength / 2));
        var above = source.AsSpan(Math.Max(y - 1, 0) * width, width);
        var row = source.AsSpan(y * width, width);
        var below = source.AsSpan(Math.Min(y + 1, height - 1) * width, width);
        for (var x = 0; x < width; x++)
            result[x] = (middle * row[x]) + (side * (above[x] + below[x]));

        var (left, here) = (result[0], result[0]);
        for (var x = 0; x < width; x++)
        {
            var right = result[Math.Min(x + 1, width - 1)];
            result[x] = Math.Clamp((middle * here) + (side * (left + right)), 0, most);
            (left, here) = (here, right);
        }
    }
}
