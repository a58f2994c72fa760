namespace JsiGan.Evaluation;

/// <summary>Peak signal-to-noise ratio of Y'CbCr PQ codes / 1023: one mean square error over the three planes, peak 1.</summary>
public static class Psnr
{
    /// <summary>10 log10(1 / MSE) in dB, the prediction clipped to [0, 1]; infinite where both are equal.</summary>
    public static double Of(Frame<float> prediction, Frame<float> truth)
    {
        Signals.RequireSameSize(prediction, truth);
        return Of(prediction.Samples, truth.Samples);
    }

    /// <summary>The same over samples in any, but equal, order.</summary>
    public static double Of(ReadOnlySpan<float> prediction, ReadOnlySpan<float> truth) => FromMeanSquare(MeanSquare(prediction, truth));

    /// <summary>Mean of (clip(prediction) - truth)^2.</summary>
    public static double MeanSquare(ReadOnlySpan<float> prediction, ReadOnlySpan<float> truth)
    {
        if (prediction.Length != truth.Length || truth.IsEmpty)
        {
            throw new ArgumentException(
                $"The prediction has {prediction.Length} samples, but the truth has {truth.Length}.",
                nameof(prediction));
        }

        var sum = 0.0;
        for (var i = 0; i < truth.Length; i++)
        {
            var difference = Math.Clamp(prediction[i], 0f, 1f) - truth[i];
            sum += difference * difference;
        }

        return sum / truth.Length;
    }

    /// <summary>dB of a mean square error against the peak 1.</summary>
    public static double FromMeanSquare(double meanSquare) => -10 * Math.Log10(meanSquare);
}
