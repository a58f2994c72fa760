using JsiGan.Models.Convolutions;
using JsiGan.Models.DynamicFilters;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace JsiGan.Models.Generator;

/// <summary>The LCE subnet: a 9x9 filter for every output pixel, and the contrast mask it makes of the base layer.</summary>
internal sealed class LocalContrastEnhancement : Module<Tensor, Tensor>
{
    /// <summary>Side of the 2-D filters.</summary>
    public const int Taps = 9;

    private readonly int _scale;
    private readonly ResidualTrunk _trunk;

    [ComponentName(Name = "filter")]
    private readonly Conv3x3 _filter;

    public LocalContrastEnhancement(int channels, int scale)
        : base(nameof(LocalContrastEnhancement))
    {
        _scale = scale;
        _trunk = new ResidualTrunk(this, channels);
        _filter = new Conv3x3(channels, Taps * Taps * scale * scale);
        RegisterComponents();
    }

    /// <summary>f2D = (Conv o RL o RB^4 o Conv)(Xb) (Eq. 5); Cl = 2 sigmoid(Xb * f2D) (Eq. 6).</summary>
    /// <param name="input">Xb, N x 3 x H x W.</param>
    /// <returns>Cl, N x 3 x sH x sW in (0, 2).</returns>
    public override Tensor forward(Tensor input)
    {
        using var filters = _filter.Consume(_trunk.Rest(_trunk.First(input)));
        using var filtered = DynamicFilter2d.Apply(input, filters, Taps, _scale);
        using var mask = filtered.sigmoid();
        return mask * 2;
    }
}
