namespace JsiGan.Runtime.Files;

/// <summary>Mean quality over the held-out crops, on Y'CbCr PQ codes / 1023 clipped to [0, 1].</summary>
/// <param name="Psnr">Decibels, peak 1, one mean square error over the three channels of a crop.</param>
/// <param name="Ssim">11x11 Gaussian, sigma 1.5, mean of the three channels.</param>
/// <param name="DeltaEItp">Colour difference (ITU-R BT.2124); 1 is just noticeable.</param>
public sealed record Scores(double Psnr, double Ssim, double DeltaEItp);

/// <summary>The networks and the baselines on the same held-out crops.</summary>
/// <param name="JsiNet">The generator after stage 1; null when the recipe leaves stage 1 out.</param>
/// <param name="JsiGan">The generator after stage 2; null when the recipe leaves stage 2 out.</param>
/// <param name="Bicubic">The SDR codes, enlarged; no tone mapping undone.</param>
/// <param name="ToneCurve">Bicubic and the inverse of the mean tone curve fitted on the training frames.</param>
public sealed record Comparison(Scores? JsiNet, Scores? JsiGan, Scores Bicubic, Scores ToneCurve);
