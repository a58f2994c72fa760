namespace JsiGan.Evaluation;

/// <summary>
/// Multi-exposure PSNR (Munkberg et al. 2006) as the field's script computes it on codes: for exposures e = -3 to 3,
/// T = clamp(round(1023 x 2^e), 0, 1023); exposures whose mean truth lies in (0.1, 0.9) are kept, and their mean square errors averaged.
/// </summary>
public static class MPsnr
{
    private const int FirstExposure = -3;
    private const int LastExposure = 3;
    private const double Peak = 1023;
    private const double Darkest = 0.1;
    private const double Brightest = 0.9;

    /// <summary>20 log10(1023 / sqrt(MSE)) in dB; not a number where no exposure is kept (a nearly black picture).</summary>
    public static double Of(Frame<float> prediction, Frame<float> truth)
    {
        Signals.RequireSameSize(prediction, truth);
        List<double> kept = [];
        for (var exposure = FirstExposure; exposure <= LastExposure; exposure++)
        {
            var gain = Peak * Math.Pow(2, exposure);
            var (square, light) = (0.0, 0.0);
            for (var i = 0; i < truth.Samples.Length; i++)
            {
                var exposed = Expose(truth.Samples[i], gain);
                var difference = Expose(prediction.Samples[i], gain) - exposed;
                square += difference * difference;
                light += exposed;
            }

            if (light / truth.Samples.Length / Peak is > Darkest and < Brightest)
                kept.Add(square / truth.Samples.Length);
        }

        return kept.Count == 0 ? double.NaN : 20 * Math.Log10(Peak / Math.Sqrt(kept.Average()));
    }

    private static double Expose(float signal, double gain) =>
        Math.Clamp(Math.Round(signal * gain, MidpointRounding.AwayFromZero), 0, Peak);
}
