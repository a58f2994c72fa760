using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace JsiGan.Models.Plain;

/// <summary>The IR subnet: i_IR = (RB o Conv)(X) (Eq. 7); I = (Conv o PS o RL o Conv o RL o RB^3)([i_IR, i_DR]) (Eq. 8).</summary>
internal sealed class PlainImageReconstruction : Module<Tensor, Tensor, Tensor>
{
    private readonly int _scale;

    [ComponentName(Name = "conv0")]
    private readonly Conv2d _conv0;

    [ComponentName(Name = "res")]
    private readonly ModuleList<PlainResidualBlock> _res;

    [ComponentName(Name = "conv1")]
    private readonly Conv2d _conv1;

    [ComponentName(Name = "conv2")]
    private readonly Conv2d _conv2;

    public PlainImageReconstruction(int channels, int scale)
        : base(nameof(PlainImageReconstruction))
    {
        _scale = scale;
        _conv0 = PlainConvolution.Create(3, channels);
        _res = ModuleList(Enumerable.Range(0, 4).Select(i => new PlainResidualBlock(i == 1 ? 2 * channels : channels, channels)).ToArray());
        _conv1 = PlainConvolution.Create(channels, (long)channels * scale * scale);
        _conv2 = PlainConvolution.Create(channels, 3);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input, Tensor detailFeatures)
    {
        var joined = cat([_res[0].call(_conv0.call(input)), detailFeatures], 1);
        var features = _res.Skip(1).Aggregate(joined, (previous, block) => block.call(previous));
        var wide = functional.relu(_conv1.call(functional.relu(features)));
        return _conv2.call(functional.pixel_shuffle(wide, _scale));
    }
}
