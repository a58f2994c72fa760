using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace JsiGan.Models.Plain;

/// <summary>RB(x) = (Conv o RL o Conv o RL)(x) + x (Eq. 2).</summary>
internal sealed class PlainResidualBlock : Module<Tensor, Tensor>
{
    [ComponentName(Name = "conv0")]
    private readonly Conv2d _conv0;

    [ComponentName(Name = "conv1")]
    private readonly Conv2d _conv1;

    /// <param name="input">Channels of the input, at least <paramref name="channels"/>.</param>
    /// <param name="channels">Channels of the output; the skip carries as many, the first ones of the input (Eq. 8).</param>
    public PlainResidualBlock(long input, long channels)
        : base(nameof(PlainResidualBlock))
    {
        _conv0 = PlainConvolution.Create(input, channels);
        _conv1 = PlainConvolution.Create(channels, channels);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) =>
        input.narrow(1, 0, _conv1.out_channels) + _conv1.call(functional.relu(_conv0.call(functional.relu(input))));
}
