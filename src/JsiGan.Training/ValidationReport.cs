namespace JsiGan.Training;

/// <summary>How well the generator predicts the held-out crops.</summary>
/// <param name="Psnr">Mean of the crops' PSNR, dB; NaN without crops.</param>
/// <param name="CropPsnr">PSNR of each crop, dB.</param>
/// <param name="Elapsed">Time that it took.</param>
public sealed record ValidationReport(double Psnr, IReadOnlyList<double> CropPsnr, TimeSpan Elapsed);
