using JsiGan.Models.DynamicFilters;
using JsiGan.Models.Generator;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace JsiGan.Models.Plain;

/// <summary>
/// The DR subnet: f1D^h = (Conv o RL o RB^4 o Conv)(Xd) (Eq. 3), f1D^v the same but for its last convolution;
/// D = Xd * (f1D^v, f1D^h) (Eq. 4).
/// </summary>
internal sealed class PlainDetailRestoration : Module<Tensor, (Tensor Detail, Tensor Features)>
{
    private const int Taps = DetailRestoration.Taps;
    private readonly int _scale;

    [ComponentName(Name = "conv0")]
    private readonly Conv2d _conv0;

    [ComponentName(Name = "res")]
    private readonly ModuleList<PlainResidualBlock> _res;

    [ComponentName(Name = "filter_h")]
    private readonly Conv2d _horizontal;

    [ComponentName(Name = "filter_v")]
    private readonly Conv2d _vertical;

    public PlainDetailRestoration(int channels, int scale)
        : base(nameof(PlainDetailRestoration))
    {
        _scale = scale;
        _conv0 = PlainConvolution.Create(3, channels);
        _res = ModuleList(Enumerable.Range(0, 4).Select(_ => new PlainResidualBlock(channels, channels)).ToArray());
        _horizontal = PlainConvolution.Create(channels, Taps * scale * scale);
        _vertical = PlainConvolution.Create(channels, Taps * scale * scale);
        RegisterComponents();
    }

    /// <summary>Xd to D and i_DR, the output of the first residual block.</summary>
    public override (Tensor Detail, Tensor Features) forward(Tensor input)
    {
        var shared = _res[0].call(_conv0.call(input));
        var features = functional.relu(_res.Skip(1).Aggregate(shared, (previous, block) => block.call(previous)));
        return (DynamicSeparableFilter.Compose(input, _vertical.call(features), _horizontal.call(features), Taps, _scale), shared);
    }
}
