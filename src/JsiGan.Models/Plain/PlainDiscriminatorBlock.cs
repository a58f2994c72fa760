using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace JsiGan.Models.Plain;

/// <summary>
/// DisBlock of Fig. 3: a 4x4 convolution that halves the image, then a 3x3 one that doubles the channels, each with batch norm.
/// </summary>
internal sealed class PlainDiscriminatorBlock : Module<Tensor, (Tensor Feature, Tensor Output)>
{
    [ComponentName(Name = "conv0")]
    private readonly PlainSpectralConv _conv0;

    [ComponentName(Name = "norm0")]
    private readonly BatchNorm2d _norm0;

    [ComponentName(Name = "conv1")]
    private readonly PlainSpectralConv _conv1;

    [ComponentName(Name = "norm1")]
    private readonly BatchNorm2d _norm1;

    public PlainDiscriminatorBlock(long channels)
        : base(nameof(PlainDiscriminatorBlock))
    {
        _conv0 = new PlainSpectralConv(channels, channels, kernel: 4, stride: 2, padding: 1);
        _norm0 = BatchNorm2d(channels);
        _conv1 = new PlainSpectralConv(channels, 2 * channels, kernel: 3, stride: 1, padding: 1);
        _norm1 = BatchNorm2d(2 * channels);
        RegisterComponents();
    }

    public override (Tensor Feature, Tensor Output) forward(Tensor input)
    {
        var feature = PlainDiscriminator.Activate(_norm0.call(_conv0.call(input)));
        return (feature, PlainDiscriminator.Activate(_norm1.call(_conv1.call(feature))));
    }
}
