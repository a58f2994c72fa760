namespace JsiGan.Training;

/// <summary>
/// How well the generator predicts the held-out crops, on Y'CbCr PQ codes / 1023 clipped to [0, 1].
/// </summary>
/// <param name="Psnr">Mean of the crops' PSNR, dB: peak 1, one mean square error over the three channels; NaN without crops.</param>
/// <param name="Ssim">Mean of the crops' SSIM: 11x11 Gaussian, sigma 1.5, mean of the three channels; NaN without crops.</param>
/// <param name="DeltaEItp">Mean colour difference (ITU-R BT.2124) over all pixels; NaN without crops.</param>
public sealed record ValidationScores(double Psnr, double Ssim, double DeltaEItp);
