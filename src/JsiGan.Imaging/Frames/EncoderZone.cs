namespace JsiGan.Imaging.Frames;

/// <summary>Frames that an encoder compresses alike.</summary>
/// <param name="First">First frame.</param>
/// <param name="Last">Last frame.</param>
/// <param name="Quantizer">x264's quantizer, 0 (lossless) to 51.</param>
public sealed record EncoderZone(int First, int Last, int Quantizer);
