using JsiGan.Models.DynamicFilters;
using JsiGan.Models.Generator;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace JsiGan.Models.Plain;

/// <summary>The LCE subnet: f2D = (Conv o RL o RB^4 o Conv)(Xb) (Eq. 5), Cl = 2 sigmoid(Xb * f2D) (Eq. 6).</summary>
internal sealed class PlainLocalContrast : Module<Tensor, Tensor>
{
    private const int Taps = LocalContrastEnhancement.Taps;
    private readonly int _scale;

    [ComponentName(Name = "conv0")]
    private readonly Conv2d _conv0;

    [ComponentName(Name = "res")]
    private readonly ModuleList<PlainResidualBlock> _res;

    [ComponentName(Name = "filter")]
    private readonly Conv2d _filter;

    public PlainLocalContrast(int channels, int scale)
        : base(nameof(PlainLocalContrast))
    {
        _scale = scale;
        _conv0 = PlainConvolution.Create(3, channels);
        _res = ModuleList(Enumerable.Range(0, 4).Select(_ => new PlainResidualBlock(channels, channels)).ToArray());
        _filter = PlainConvolution.Create(channels, Taps * Taps * scale * scale);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var features = _res.Aggregate(_conv0.call(input), (previous, block) => block.call(previous));
        var filters = _filter.call(functional.relu(features));
        return 2 * DynamicFilter2d.Compose(input, filters, Taps, _scale).sigmoid();
    }
}
