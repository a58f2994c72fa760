using JsiGan.Models.Convolutions;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace JsiGan.Models;

/// <summary>
/// The DR subnet: a vertical and a horizontal 41-tap filter for every output pixel, and the details they make of the detail layer.
/// </summary>
internal sealed class DetailRestoration : Module<Tensor, (Tensor Detail, Tensor Features)>
{
    /// <summary>Length of the separable filters.</summary>
    public const int Taps = 41;

    private const int Blocks = 4;
    private readonly int _scale;

    [ComponentName(Name = "conv0")]
    private readonly Conv3x3 _conv0;

    [ComponentName(Name = "res")]
    private readonly ModuleList<ResidualBlock> _res;

    [ComponentName(Name = "filter_h")]
    private readonly Conv3x3 _horizontal;

    [ComponentName(Name = "filter_v")]
    private readonly Conv3x3 _vertical;

    public DetailRestoration(int channels, int scale)
        : base(nameof(DetailRestoration))
    {
        _scale = scale;
        _conv0 = new Conv3x3(3, channels);
        _res = ModuleList(Enumerable.Range(0, Blocks).Select(_ => new ResidualBlock(channels)).ToArray());
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
        Tensor shared = _res[0].Consume(_conv0.call(input));
        Tensor features = shared;
        for (int i = 1; i < Blocks; i++)
        {
            features = i == 1 ? _res[i].call(shared) : _res[i].Consume(features);
        }

        using Tensor active = features.relu_();
        using Tensor vertical = _vertical.call(active);
        using Tensor horizontal = _horizontal.call(active);
        return (DynamicSeparableFilter.Apply(input, vertical, horizontal, Taps, _scale), shared);
    }
}
