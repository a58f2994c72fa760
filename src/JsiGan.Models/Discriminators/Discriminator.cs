using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace JsiGan.Models.Discriminators;

/// <summary>
/// The discriminator (Fig. 3), on images or on their detail layers: twelve spectrally normalised convolutions, batch norm on all but the
/// first. Weights are drawn from the library's generator: seed it (torch.random.manual_seed) before the construction for the same network
/// again.
/// </summary>
public sealed class Discriminator : Module<Tensor, DiscriminatorOutput>, ISegmented
{
    private const int Blocks = 4;

    [ComponentName(Name = "conv1")]
    private readonly SpectralNormConv _conv1;

    [ComponentName(Name = "blocks")]
    private readonly ModuleList<DiscriminatorBlock> _blocks;

    [ComponentName(Name = "conv10")]
    private readonly SpectralNormConv _conv10;

    [ComponentName(Name = "norm10")]
    private readonly BatchNorm2d _norm10;

    [ComponentName(Name = "conv11")]
    private readonly SpectralNormConv _conv11;

    [ComponentName(Name = "norm11")]
    private readonly BatchNorm2d _norm11;

    [ComponentName(Name = "conv12")]
    private readonly SpectralNormConv _conv12;

    [ComponentName(Name = "norm12")]
    private readonly BatchNorm2d? _norm12;

    private readonly IBatchReduction? _reduction;

    /// <param name="options">What it is made of.</param>
    /// <param name="reduction">The workers over whose samples together the batch norms take their statistics; null for this one's
    /// alone.</param>
    /// <exception cref="ArgumentException">An option is out of its range, for instance a size that 32 does not divide.</exception>
    public Discriminator(DiscriminatorOptions options, IBatchReduction? reduction = null)
        : base(nameof(Discriminator))
    {
        _reduction = reduction;
        options.Validate();
        Options = options;
        var wide = (long)options.Channels << Blocks;
        _conv1 = new SpectralNormConv(3, options.Channels, kernel: 3, stride: 1, padding: 1, bias: true);
        _blocks = ModuleList(Enumerable.Range(0, Blocks)
            .Select(i => new DiscriminatorBlock((long)options.Channels << i, reduction)).ToArray());
        _conv10 = new SpectralNormConv(wide, wide, kernel: 4, stride: 2, padding: 1);
        _norm10 = DiscriminatorLayer.Norm(wide);
        _conv11 = new SpectralNormConv(wide, wide, kernel: options.Size / DiscriminatorOptions.Divisor, stride: 1, padding: 0);
        _norm11 = DiscriminatorLayer.Norm(wide);
        _conv12 = new SpectralNormConv(wide, 1, kernel: 1, stride: 1, padding: 0);
        _norm12 = options.LogitBatchNorm ? DiscriminatorLayer.Norm(1) : null;
        RegisterComponents();
    }

    public DiscriminatorOptions Options { get; }

    /// <summary>
    /// The deep layers hold nine tenths of the parameters and come first in the backward pass; the shallow ones, a segment of a few MB,
    /// take most of its time.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<Module>> Segments =>
    [
        [_conv1, .. _blocks.Take(Blocks - 1)],
        [_blocks[Blocks - 1]],
        [_conv10, _norm10],
        _norm12 is null ? [_conv11, _norm11, _conv12] : [_conv11, _norm11, _conv12, _norm12],
    ];

    /// <inheritdoc/>
    public SegmentCuts Cuts { get; } = new();

    /// <summary>Judges a batch. Every pass, evaluation too, renews the power iterations' vectors. The caller disposes the output.</summary>
    /// <param name="input">N x 3 x Size x Size: an HDR image in codes / 1023, or its detail layer.</param>
    /// <exception cref="ArgumentException">The image has another size than the discriminator was made for.</exception>
    public override DiscriminatorOutput forward(Tensor input)
    {
        if (input.dim() != 4 || input.shape[1] != 3 || input.shape[2] != Options.Size || input.shape[3] != Options.Size)
        {
            throw new ArgumentException(
                $"The image is [{string.Join(", ", input.shape)}]; this discriminator judges [N, 3, {Options.Size}, {Options.Size}].",
                nameof(input));
        }

        var features = new Tensor[Blocks];
        var n = DiscriminatorLayer.Activate(_conv1.call(input));
        for (var i = 0; i < Blocks; i++)
        {
            using var previous = i == Blocks - 1 ? Cuts.Cut(0, n) : n;
            (var feature, n) = _blocks[i].call(previous);
            features[i] = Cuts.Cut(i == Blocks - 1 ? 1 : 0, feature);
        }

        n = Layer(_conv10, _norm10, Cuts.Cut(1, n));
        n = Layer(_conv11, _norm11, Cuts.Cut(2, n));
        using var last = n;
        using var logit = DiscriminatorLayer.Normalize(_conv12, _norm12, _reduction, last);
        return new DiscriminatorOutput(logit.flatten(1), features);
    }

    private Tensor Layer(SpectralNormConv convolution, BatchNorm2d norm, Tensor input)
    {
        using (input)
            return DiscriminatorLayer.Activate(DiscriminatorLayer.Normalize(convolution, norm, _reduction, input));
    }
}
