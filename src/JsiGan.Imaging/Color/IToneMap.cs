namespace JsiGan.Imaging.Color;

/// <summary>Makes SDR of HDR light.</summary>
public interface IToneMap
{
    /// <summary>Turns equally long rows of linear-light BT.2020 nits into BT.709 R'G'B' in [0, 1], in place.</summary>
    void Apply(Span<float> red, Span<float> green, Span<float> blue);
}
