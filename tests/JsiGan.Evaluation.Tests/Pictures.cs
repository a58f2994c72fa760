using JsiGan.Imaging.Frames;

namespace JsiGan.Evaluation.Tests;

/// <summary>Seeded pictures of Y'CbCr codes / 1023.</summary>
internal static class Pictures
{
    /// <summary>A smooth ramp with fine texture, in the range of HDR10 codes.</summary>
    public static Frame<float> Textured(int width, int height, int seed = 1)
    {
        var random = new Random(seed);
        var frame = new Frame<float>(width, height);
        for (var i = 0; i < frame.Samples.Length; i++)
        {
            var (plane, x) = (i / (width * height), i % width);
            frame.Samples[i] = plane == 0 ? 0.1f + (0.6f * x / width) + (0.1f * random.NextSingle()) : 0.45f + (0.1f * random.NextSingle());
        }

        return frame;
    }

    public static Frame<float> Flat(int width, int height, float luma, float chroma = 512f / 1023)
    {
        var frame = new Frame<float>(width, height);
        frame.Plane(0).Fill(luma);
        frame.Plane(1).Fill(chroma);
        frame.Plane(2).Fill(chroma);
        return frame;
    }

    public static Frame<float> Map(Frame<float> frame, Func<float, float> change) =>
        new(frame.Width, frame.Height, Array.ConvertAll(frame.Samples, sample => change(sample)));
}
