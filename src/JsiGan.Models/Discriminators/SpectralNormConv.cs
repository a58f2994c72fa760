using JsiGan.Models.Convolutions;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace JsiGan.Models.Discriminators;

/// <summary>
/// A convolution whose weight is divided by an estimate of its largest singular value. Every forward pass, in training and in evaluation,
/// runs one power iteration and renews u. Gradients stop at u and v.
/// </summary>
internal sealed class SpectralNormConv : Module<Tensor, Tensor>
{
    private const double InitialDeviation = 0.02;

    /// <summary>
    /// Probability mass of a normal distribution within the two deviations at which the initial weights are cut: erf(sqrt 2).
    /// </summary>
    private const double KeptMass = 0.954499736103642;

    private readonly long[] _strides;
    private readonly long[] _padding;

    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    [ComponentName(Name = "bias")]
    private readonly Parameter? _bias;

    [ComponentName(Name = "u")]
    private readonly Tensor _u;

    public SpectralNormConv(long input, long output, long kernel, long stride, long padding, bool bias = false)
        : base(nameof(SpectralNormConv))
    {
        _strides = [stride, stride];
        _padding = [padding, padding];
        _weight = Parameter(TruncatedNormal([output, input, kernel, kernel]));
        _bias = bias ? Parameter(zeros(output)) : null;
        _u = randn(output);
        RegisterComponents();
    }

    /// <summary>N x in x H x W to N x out x H' x W'.</summary>
    public override Tensor forward(Tensor input)
    {
        using var iteration = PowerIteration.Run(_weight, _u);
        using (no_grad())
            _u.copy_(iteration.U);

        return _bias is null && OutputElements(input) < _weight.numel() ? DivideOutput(input, iteration) : DivideWeight(input, iteration);
    }

    private Tensor DivideWeight(Tensor input, PowerIteration iteration)
    {
        using var weight = SpectralWeightFunction.Call(_weight, iteration.U, iteration.V, iteration.Sigma);
        return _strides[0] == 1 && _padding[0] == 1 && _weight.shape[2] == 3
            ? Conv3x3.Apply(input, weight, _bias)
            : functional.conv2d(input, weight, _bias, _strides, _padding);
    }

    /// <summary>
    /// The deep layers have more weights than results: dividing the results spares three passes over the weights and a copy of them.
    /// </summary>
    private Tensor DivideOutput(Tensor input, PowerIteration iteration)
    {
        if (!_weight.requires_grad)
        {
            using var fixedResult = functional.conv2d(input, _weight, null, _strides, _padding);
            return SpectralOutputFunction.Call(fixedResult, iteration.Sigma, null);
        }

        var carrier = new SigmaGradient();
        using var weight = SpectralCorrectionFunction.Call(_weight, iteration.U, iteration.V, carrier);
        using var result = functional.conv2d(input, weight, null, _strides, _padding);
        return SpectralOutputFunction.Call(result, iteration.Sigma, carrier);
    }

    /// <summary>By the inverse of the cumulative distribution. (init.trunc_normal_ of TorchSharp 0.107 fills with the deviation.)</summary>
    internal static Tensor TruncatedNormal(long[] shape) =>
        empty(shape).uniform_(-KeptMass, KeptMass).erfinv_().mul_(InitialDeviation * Math.Sqrt(2));

    private long OutputElements(Tensor input)
    {
        var height = (input.shape[2] + 2 * _padding[0] - _weight.shape[2]) / _strides[0] + 1;
        var width = (input.shape[3] + 2 * _padding[1] - _weight.shape[3]) / _strides[1] + 1;
        return input.shape[0] * _weight.shape[0] * height * width;
    }
}
