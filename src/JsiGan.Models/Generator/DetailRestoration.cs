using JsiGan.Models.Convolutions;
using JsiGan.Models.DynamicFilters;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace JsiGan.Models.Generator;

/// <summary>
/// The DR subnet: a vertical and a horizontal 41-tap filter for every output pixel, and the details they make of the detail layer.
/// </summary>
internal sealed class DetailRestoration : Module<Tensor, (Tensor Detail, Tensor Features)>
{
    /// <summary>Length of the separable filters.</summary>
    public const int Taps = 41;

    private readonly int _scale;
    private readonly ResidualTrunk _trunk;

    [ComponentName(Name = "filter_h")]
    private readonly Conv3x3 _horizontal;

    [ComponentName(Name = "filter_v")]
    private readonly Conv3x3 _vertical;

    public DetailRestoration(int channels, int scale)
        : base(nameof(DetailRestoration))
    {
        _scale = scale;
        _trunk = new ResidualTrunk(this, channels);
        _horizontal = new Conv3x3(channels, Taps * scale * scale);
        _vertical = new Conv3x3(channels, Taps * scale * scale);
        RegisterComponents();
    }

    /// <summary>
    /// f1D^h = (Conv o RL o RB^4 o Conv)(Xd) (Eq. 3), f1D^v the same but for its last convolution; D = Xd * (f1D^v, f1D^h) (Eq. 4).
    /// </summary>
    /// <param name="input">Xd, N x 3 x H x W.</param>
    /// <returns>D, N x 3 x sH x sW, and i_DR, the output of the first residual block, N x C x H x W, for the IR subnet.</returns>
    public override (Tensor Detail, Tensor Features) forward(Tensor input)
    {
        var first = _trunk.First(input);
        using var features = _trunk.Rest(first, keepFirst: true);
        using var vertical = _vertical.call(features);
        using var horizontal = _horizontal.call(features);
        return (DynamicSeparableFilter.Apply(input, vertical, horizontal, Taps, _scale), first);
    }
}
