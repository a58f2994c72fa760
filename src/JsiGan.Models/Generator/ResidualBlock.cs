using JsiGan.Models.Convolutions;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace JsiGan.Models.Generator;

/// <summary>
/// RB(x) = (Conv o RL o Conv o RL)(x) + x (Eq. 2). ReLUs and the sum work in place where nothing else needs what they overwrite.
/// </summary>
internal sealed class ResidualBlock : Module<Tensor, Tensor>
{
    [ComponentName(Name = "conv0")]
    private readonly Conv3x3 _conv0;

    [ComponentName(Name = "conv1")]
    private readonly Conv3x3 _conv1;

    /// <param name="channels">Channels of the block's output and of its skip.</param>
    /// <param name="joined">Channels that <see cref="Join"/> brings in; 0 for a plain block.</param>
    public ResidualBlock(long channels, long joined = 0)
        : base(nameof(ResidualBlock))
    {
        _conv0 = new Conv3x3(channels + joined, channels);
        _conv1 = new Conv3x3(channels, channels);
        RegisterComponents();
    }

    /// <summary>N x C x H x W to the same.</summary>
    public override Tensor forward(Tensor input) => Residual(input.relu()).add_(input);

    /// <summary>RB([x, features]) of Eq. 8: the convolutions see both, the skip carries x alone.</summary>
    /// <param name="input">N x C x H x W.</param>
    /// <param name="features">N x joined x H x W.</param>
    public Tensor Join(Tensor input, Tensor features) => Residual(cat([input, features], 1).relu_()).add_(input);

    /// <summary>Consumes <paramref name="rectified"/>.</summary>
    private Tensor Residual(Tensor rectified)
    {
        using var hidden = _conv0.Consume(rectified);
        return _conv1.call(hidden.relu_());
    }
}
