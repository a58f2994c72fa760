using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace JsiGan.Models.Discriminators;

/// <summary>
/// DisBlock of Fig. 3: a 4x4 convolution that halves the image, then a 3x3 one that doubles the channels, each with batch norm.
/// </summary>
internal sealed class DiscriminatorBlock : Module<Tensor, (Tensor Feature, Tensor Output)>
{
    [ComponentName(Name = "conv0")]
    private readonly SpectralNormConv _conv0;

    [ComponentName(Name = "norm0")]
    private readonly BatchNorm2d _norm0;

    [ComponentName(Name = "conv1")]
    private readonly SpectralNormConv _conv1;

    [ComponentName(Name = "norm1")]
    private readonly BatchNorm2d _norm1;

    private readonly IBatchReduction? _reduction;

    public DiscriminatorBlock(long channels, IBatchReduction? reduction)
        : base(nameof(DiscriminatorBlock))
    {
        _reduction = reduction;
        _conv0 = new SpectralNormConv(channels, channels, kernel: 4, stride: 2, padding: 1);
        _norm0 = DiscriminatorLayer.Norm(channels);
        _conv1 = new SpectralNormConv(channels, 2 * channels, kernel: 3, stride: 1, padding: 1);
        _norm1 = DiscriminatorLayer.Norm(2 * channels);
        RegisterComponents();
    }

    /// <summary>N x C x H x W to the feature map fm, N x C x H/2 x W/2, and the output, N x 2C x H/2 x W/2.</summary>
    public override (Tensor Feature, Tensor Output) forward(Tensor input)
    {
        var feature = DiscriminatorLayer.Activate(DiscriminatorLayer.Normalize(_conv0, _norm0, _reduction, input));
        return (feature, DiscriminatorLayer.Activate(DiscriminatorLayer.Normalize(_conv1, _norm1, _reduction, feature)));
    }
}
