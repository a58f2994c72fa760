namespace JsiGan.Training;

/// <summary>A validation.</summary>
/// <param name="Scores">Means over the crops.</param>
/// <param name="CropPsnr">PSNR of each crop, dB.</param>
/// <param name="Elapsed">Time that it took.</param>
public sealed record ValidationReport(ValidationScores Scores, IReadOnlyList<double> CropPsnr, TimeSpan Elapsed);
