using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace JsiGan.Models.Generator;

/// <summary>
/// JSInet, the generator (Fig. 2): joint super-resolution and inverse tone mapping by three subnets, P = (I + D) * Cl (Eq. 9).
/// Weights are drawn from the library's generator: seed it (torch.random.manual_seed) before the construction for the same network again.
/// </summary>
public sealed class JsiNet : Module<Tensor, Tensor>, ISegmented
{
    [ComponentName(Name = "lce")]
    private readonly LocalContrastEnhancement? _lce;

    [ComponentName(Name = "dr")]
    private readonly DetailRestoration? _dr;

    [ComponentName(Name = "ir")]
    private readonly ImageReconstruction _ir;

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public JsiNet(JsiNetOptions options)
        : base(nameof(JsiNet))
    {
        options.Validate();
        Options = options;
        _lce = options.LocalContrast ? new LocalContrastEnhancement(options.Channels, options.Scale) : null;
        _dr = options.DetailRestoration ? new DetailRestoration(options.Channels, options.Scale) : null;
        _ir = new ImageReconstruction(options.Channels, options.Scale, options.DetailRestoration ? options.Channels : 0);
        RegisterComponents();
    }

    public JsiNetOptions Options { get; }

    /// <summary>The three subnets: what LCE and DR computed is handed to IR and to the sum of all.</summary>
    public IReadOnlyList<IReadOnlyList<Module>> Segments => [_lce is null ? [] : [_lce], _dr is null ? [] : [_dr], [_ir]];

    /// <inheritdoc/>
    public SegmentCuts Cuts { get; } = new();

    /// <summary>Predicts HDR from SDR.</summary>
    /// <param name="input">X, N x 3 x H x W: limited-range BT.709 Y'CbCr codes / 255.</param>
    /// <returns>P, N x 3 x sH x sW: limited-range BT.2020 PQ Y'CbCr codes / 1023, not clipped.</returns>
    public override Tensor forward(Tensor input)
    {
        var parts = ForwardParts(input);
        parts.Image.Dispose();
        parts.Detail?.Dispose();
        parts.Contrast?.Dispose();
        return parts.Prediction;
    }

    /// <summary>The prediction with the three subnets' shares in it. The caller disposes the parts.</summary>
    public JsiNetParts ForwardParts(Tensor input)
    {
        var (image, detail, contrast) = Forward(input, _ir.call);
        using var scope = NewDisposeScope();
        var sum = detail is null ? image.alias() : image + detail;
        var prediction = contrast is null ? sum : sum * contrast;
        return new JsiNetParts(prediction.MoveToOuterDisposeScope(), image, detail, contrast);
    }

    /// <summary>
    /// The terms of a prediction that is linear in the last convolution of IR: P = (conv2(F) + D) * Cl. The caller disposes them.
    /// </summary>
    /// <returns>F, N x C x sH x sW; D and Cl as in <see cref="JsiNetParts"/>.</returns>
    internal (Tensor Features, Tensor? Detail, Tensor? Contrast) ForwardToLastConvolution(Tensor input) => Forward(input, _ir.Features);

    private (Tensor Image, Tensor? Detail, Tensor? Contrast) Forward(Tensor input, Func<Tensor, Tensor?, Tensor> reconstruct)
    {
        using var baseLayer = GuidedFilter.Base(input);
        var contrast = _lce is null ? null : Cuts.Cut(0, _lce.call(baseLayer));
        var (detail, features) = RestoreDetail(input, baseLayer);
        using (features)
            return (reconstruct(input, features), detail, contrast);
    }

    private (Tensor? Detail, Tensor? Features) RestoreDetail(Tensor input, Tensor baseLayer)
    {
        if (_dr is null)
            return (null, null);

        using var detail = GuidedFilter.Detail(input, baseLayer, Options.DetailLayer);
        var (restored, features) = _dr.call(detail);
        return (Cuts.Cut(1, restored), Cuts.Cut(1, features));
    }
}
