using JsiGan.Models.Convolutions;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace JsiGan.Models;

/// <summary>The LCE subnet: a 9x9 filter for every output pixel, and the contrast mask it makes of the base layer.</summary>
internal sealed class LocalContrastEnhancement : Module<Tensor, Tensor>
{
    /// <summary>Side of the 2-D filters.</summary>
    public const int Taps = 9;

    private const int Blocks = 4;
    private readonly int _scale;

    [ComponentName(Name = "conv0")]
    private readonly Conv3x3 _conv0;

    [ComponentName(Name = "res")]
    private readonly ModuleList<ResidualBlock> _res;

    [ComponentName(Name = "filter")]
    private readonly Conv3x3 _filter;

    public LocalContrastEnhancement(int channels, int scale)
        : base(nameof(LocalContrastEnhancement))
    {
        _scale = scale;
        _conv0 = new Conv3x3(3, channels);
        _res = ModuleList(Enumerable.Range(0, Blocks).Select(_ => new ResidualBlock(channels)).ToArray());
        _filter = new Conv3x3(channels, Taps * Taps * scale * scale);
        RegisterComponents();
    }

    /// <summary>f2D = (Conv o RL o RB^4 o Conv)(Xb) (Eq. 5); Cl = 2 sigmoid(Xb * f2D) (Eq. 6).</summary>
    /// <param name="input">Xb, N x 3 x H x W.</param>
    /// <returns>Cl, N x 3 x sH x sW in (0, 2).</returns>
    public override Tensor forward(Tensor input)
    {
        Tensor features = _conv0.call(input);
        foreach (ResidualBlock block in _res)
        {
            features = block.Consume(features);
        }

        using Tensor filters = _filter.Consume(features.relu_());
        using Tensor filtered = DynamicFilter2d.Apply(input, filters, Taps, _scale);
        using Tensor mask = filtered.sigmoid();
        return mask * 2;
    }
}
