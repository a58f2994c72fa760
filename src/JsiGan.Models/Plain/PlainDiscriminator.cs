using JsiGan.Models.Discriminators;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace JsiGan.Models.Plain;

/// <summary>
/// The discriminator (Fig. 3) with batch norm on the logit, composed of library operations: the specification of
/// <see cref="Discriminator"/>, and what that is measured against. Parameters and buffers have the same names, so a state_dict of one
/// loads into the other. It leaves all intermediate tensors to the caller's scope.
/// </summary>
public sealed class PlainDiscriminator : Module<Tensor, DiscriminatorOutput>
{
    [ComponentName(Name = "conv1")]
    private readonly PlainSpectralConv _conv1;

    [ComponentName(Name = "blocks")]
    private readonly ModuleList<PlainDiscriminatorBlock> _blocks;

    [ComponentName(Name = "conv10")]
    private readonly PlainSpectralConv _conv10;

    [ComponentName(Name = "norm10")]
    private readonly BatchNorm2d _norm10;

    [ComponentName(Name = "conv11")]
    private readonly PlainSpectralConv _conv11;

    [ComponentName(Name = "norm11")]
    private readonly BatchNorm2d _norm11;

    [ComponentName(Name = "conv12")]
    private readonly PlainSpectralConv _conv12;

    [ComponentName(Name = "norm12")]
    private readonly BatchNorm2d _norm12;

    /// <param name="size">Height and width of the HR images, in pixels; 32 divides it.</param>
    /// <param name="channels">Channels after the first convolution.</param>
    public PlainDiscriminator(int size, int channels = 32)
        : base(nameof(PlainDiscriminator))
    {
        var wide = 16L * channels;
        _conv1 = new PlainSpectralConv(3, channels, kernel: 3, stride: 1, padding: 1, bias: true);
        _blocks = ModuleList(Enumerable.Range(0, 4).Select(i => new PlainDiscriminatorBlock((long)channels << i)).ToArray());
        _conv10 = new PlainSpectralConv(wide, wide, kernel: 4, stride: 2, padding: 1);
        _norm10 = BatchNorm2d(wide);
        _conv11 = new PlainSpectralConv(wide, wide, kernel: size / 32, stride: 1, padding: 0);
        _norm11 = BatchNorm2d(wide);
        _conv12 = new PlainSpectralConv(wide, 1, kernel: 1, stride: 1, padding: 0);
        _norm12 = BatchNorm2d(1);
        RegisterComponents();
    }

    /// <param name="input">N x 3 x Size x Size: an HDR image in codes / 1023, or its detail layer.</param>
    public override DiscriminatorOutput forward(Tensor input)
    {
        var features = new List<Tensor>();
        var n = Activate(_conv1.call(input));
        foreach (var block in _blocks)
        {
            (var feature, n) = block.call(n);
            features.Add(feature);
        }

        n = Activate(_norm10.call(_conv10.call(n)));
        n = Activate(_norm11.call(_conv11.call(n)));
        return new DiscriminatorOutput(_norm12.call(_conv12.call(n)).flatten(1), features);
    }

    internal static Tensor Activate(Tensor input) => functional.leaky_relu(input, 0.2);
}
