using JsiGan.Models.Discriminators;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace JsiGan.Models.Plain;

/// <summary>A convolution with W / sigma, sigma = u' . W v after one power iteration from u; gradients stop at u' and v.</summary>
internal sealed class PlainSpectralConv : Module<Tensor, Tensor>
{
    private readonly long[] _strides;
    private readonly long[] _padding;

    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    [ComponentName(Name = "bias")]
    private readonly Parameter? _bias;

    [ComponentName(Name = "u")]
    private readonly Tensor _u;

    public PlainSpectralConv(long input, long output, long kernel, long stride, long padding, bool bias = false)
        : base(nameof(PlainSpectralConv))
    {
        _strides = [stride, stride];
        _padding = [padding, padding];
        _weight = Parameter(SpectralNormConv.TruncatedNormal([output, input, kernel, kernel]));
        _bias = bias ? Parameter(zeros(output)) : null;
        _u = randn(output);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var matrix = _weight.reshape(_weight.shape[0], -1);
        Tensor v, u;
        using (no_grad())
        {
            v = functional.normalize(matrix.t().mv(_u), dim: 0);
            u = functional.normalize(matrix.mv(v), dim: 0);
            _u.copy_(u);
        }

        var sigma = u.dot(matrix.mv(v));
        return functional.conv2d(input, _weight / sigma, _bias, _strides, _padding);
    }
}
