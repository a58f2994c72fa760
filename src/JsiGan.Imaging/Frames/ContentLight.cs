namespace JsiGan.Imaging.Frames;

/// <summary>The light that an HDR10 file says it holds (SMPTE ST 2086, CTA-861.3).</summary>
/// <param name="DisplayPeakNits">Peak of the display that the content was made for.</param>
/// <param name="MaxContentNits">Brightest pixel (MaxCLL).</param>
/// <param name="MaxFrameAverageNits">Brightest mean of a frame (MaxFALL).</param>
public sealed record ContentLight(int DisplayPeakNits = 1000, int MaxContentNits = 1000, int MaxFrameAverageNits = 400);
