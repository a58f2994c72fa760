using JsiGan.Imaging.Color;

namespace JsiGan.Evaluation;

/// <summary>What metrics look at: planar Y'CbCr as code / 1023, [3, height, width], and the light behind it.</summary>
public static class Signals
{
    private const float HdrPeak = 1023;

    /// <summary>The HDR truth of a crop as code / 1023.</summary>
    public static Frame<float> Truth(CropPair crop) =>
        new Frame<float>(crop.HighWidth, crop.HighHeight, Array.ConvertAll(crop.Hdr, code => code / HdrPeak));

    /// <summary>BT.2020 luminance in nits of every pixel, [height * width].</summary>
    public static float[] Luminance(Frame<float> signal)
    {
        var nits = new float[signal.Width * signal.Height];
        Parallel.For(0, signal.Height, y =>
        {
            var luma = signal.Row(0, y);
            var cb = signal.Row(1, y);
            var cr = signal.Row(2, y);
            for (var x = 0; x < signal.Width; x++)
            {
                var (red, green, blue) = Hdr10Signal.DecodeNormalized(luma[x], cb[x], cr[x]);
                nits[(y * signal.Width) + x] = (float)Bt2020.Luminance(red, green, blue);
            }
        });
        return nits;
    }

    /// <exception cref="ArgumentException">The pictures differ in size.</exception>
    internal static void RequireSameSize(Frame<float> prediction, Frame<float> truth)
    {
        if (prediction.Width != truth.Width || prediction.Height != truth.Height)
        {
            throw new ArgumentException(
                $"The prediction is {prediction.Width}x{prediction.Height}, but the truth is {truth.Width}x{truth.Height}.",
                    nameof(prediction));
        }
    }
}
