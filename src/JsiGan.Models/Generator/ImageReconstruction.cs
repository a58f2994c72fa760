using JsiGan.Models.Convolutions;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace JsiGan.Models.Generator;

/// <summary>The IR subnet: the image itself, without filters, up-scaled by a pixel shuffle.</summary>
internal sealed class ImageReconstruction : Module<Tensor, Tensor?, Tensor>
{
    private readonly int _scale;
    private readonly ResidualTrunk _trunk;

    [ComponentName(Name = "conv1")]
    private readonly Conv3x3 _conv1;

    [ComponentName(Name = "conv2")]
    private readonly Conv3x3 _conv2;

    /// <param name="channels">Feature channels.</param>
    /// <param name="scale">Up-scaling factor.</param>
    /// <param name="joined">Channels of i_DR; 0 without the DR subnet.</param>
    public ImageReconstruction(int channels, int scale, int joined)
        : base(nameof(ImageReconstruction))
    {
        _scale = scale;
        _trunk = new ResidualTrunk(this, channels, joined);
        _conv1 = new Conv3x3(channels, (long)channels * scale * scale);
        _conv2 = new Conv3x3(channels, 3);
        RegisterComponents();
    }

    /// <summary>i_IR = (RB o Conv)(X) (Eq. 7); I = (Conv o PS o RL o Conv o RL o RB^3)([i_IR, i_DR]) (Eq. 8).</summary>
    /// <param name="input">X, N x 3 x H x W.</param>
    /// <param name="detailFeatures">i_DR, N x C x H x W; null without the DR subnet.</param>
    /// <returns>I, N x 3 x sH x sW.</returns>
    public override Tensor forward(Tensor input, Tensor? detailFeatures) => _conv2.Consume(Features(input, detailFeatures));

    /// <summary>The input of the last convolution, N x C x sH x sW; parameters as for <see cref="forward"/>.</summary>
    public Tensor Features(Tensor input, Tensor? detailFeatures)
    {
        // The ReLU commutes with the shuffle; after it, only one copy of the widest features has to be kept for the gradient.
        using var wide = _conv1.Consume(_trunk.Rest(_trunk.First(input), detailFeatures));
        return functional.pixel_shuffle(wide, _scale).relu_();
    }
}
