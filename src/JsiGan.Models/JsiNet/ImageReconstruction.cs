using JsiGan.Models.Convolutions;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace JsiGan.Models;

/// <summary>The IR subnet: the image itself, without filters, up-scaled by a pixel shuffle.</summary>
internal sealed class ImageReconstruction : Module<Tensor, Tensor?, Tensor>
{
    private const int Blocks = 4;
    private readonly int _scale;

    [ComponentName(Name = "conv0")]
    private readonly Conv3x3 _conv0;

    [ComponentName(Name = "res")]
    private readonly ModuleList<ResidualBlock> _res;

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
        _conv0 = new Conv3x3(3, channels);
        _res = ModuleList(Enumerable.Range(0, Blocks).Select(i => new ResidualBlock(channels, i == 1 ? joined : 0)).ToArray());
        _conv1 = new Conv3x3(channels, (long)channels * scale * scale);
        _conv2 = new Conv3x3(channels, 3);
        RegisterComponents();
    }

    /// <summary>i_IR = (RB o Conv)(X) (Eq. 7); I = (Conv o PS o RL o Conv o RL o RB^3)([i_IR, i_DR]) (Eq. 8).</summary>
    /// <param name="input">X, N x 3 x H x W.</param>
    /// <param name="detailFeatures">i_DR, N x C x H x W; null without the DR subnet.</param>
    /// <returns>I, N x 3 x sH x sW.</returns>
    public override Tensor forward(Tensor input, Tensor? detailFeatures)
    {
        Tensor features = _res[0].Consume(_conv0.call(input));
        using (Tensor alone = features)
        {
            features = detailFeatures is null ? _res[1].call(alone) : _res[1].Join(alone, detailFeatures);
        }

        for (int i = 2; i < Blocks; i++)
        {
            features = _res[i].Consume(features);
        }

        // The ReLU commutes with the shuffle; after it, only one copy of the widest features has to be kept for the gradient.
        using Tensor wide = _conv1.Consume(features.relu_());
        using Tensor shuffled = functional.pixel_shuffle(wide, _scale);
        return _conv2.Consume(shuffled.relu_());
    }
}
