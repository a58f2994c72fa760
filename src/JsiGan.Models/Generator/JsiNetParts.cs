namespace JsiGan.Models.Generator;

/// <summary>The prediction and what it was made of: P = (I + D) * Cl (Eq. 9), each N x 3 x sH x sW.</summary>
/// <param name="Prediction">P, the HDR prediction: PQ codes / 1023, not clipped.</param>
/// <param name="Image">I of the IR subnet.</param>
/// <param name="Detail">D of the DR subnet; null without it.</param>
/// <param name="Contrast">Cl of the LCE subnet, in (0, 2); null without it.</param>
public sealed record JsiNetParts(Tensor Prediction, Tensor Image, Tensor? Detail, Tensor? Contrast) : IDisposable
{
    public void Dispose()
    {
        Prediction.Dispose();
        Image.Dispose();
        Detail?.Dispose();
        Contrast?.Dispose();
    }
}
