using JsiGan.Imaging.Color;

namespace JsiGan.Evaluation.Baselines;

/// <summary>The first baseline: the SDR codes / 255, enlarged by bicubic interpolation, taken for the HDR signal as they are.</summary>
public static class BicubicCodes
{
    private const float SdrPeak = 255;

    /// <summary>The enlarged SDR of a crop, [3, HighHeight, HighWidth] in [0, 1].</summary>
    public static Frame<float> Predict(CropPair crop)
    {
        var bicubic = new Bicubic(crop.LowWidth, crop.LowHeight, crop.HighWidth, crop.HighHeight);
        var result = new Frame<float>(crop.HighWidth, crop.HighHeight);
        var (low, high) = (crop.LowWidth * crop.LowHeight, crop.HighWidth * crop.HighHeight);
        var source = Array.ConvertAll(crop.Sdr, code => code / SdrPeak);
        for (var plane = 0; plane < Frame<float>.Planes; plane++)
            bicubic.Resize(source.AsMemory(plane * low, low), result.Samples.AsMemory(plane * high, high));

        var samples = result.Samples;
        for (var i = 0; i < samples.Length; i++)
            samples[i] = Math.Clamp(samples[i], 0, 1);

        return result;
    }
}
