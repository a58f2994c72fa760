using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace JsiGan.Models.Convolutions;

/// <summary>The generator's only kind of convolution: 3x3, zero padding 1, Xavier normal weights, zero biases.</summary>
internal sealed class Conv3x3 : Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    [ComponentName(Name = "bias")]
    private readonly Parameter _bias;

    public Conv3x3(long input, long output)
        : base(nameof(Conv3x3))
    {
        _weight = Parameter(init.xavier_normal_(empty(output, input, 3, 3)));
        _bias = Parameter(zeros(output));
        RegisterComponents();
    }

    /// <summary>N x in x H x W to N x out x H x W.</summary>
    public override Tensor forward(Tensor input) => Apply(input, _weight, _bias);

    /// <summary>
    /// The convolution with padding 1: by <see cref="WinogradConvolution"/> where that is faster, else by the library's own.
    /// </summary>
    /// <param name="input">N x in x H x W.</param>
    /// <param name="weight">Out x in x 3 x 3.</param>
    /// <param name="bias">Out; null for none.</param>
    public static Tensor Apply(Tensor input, Tensor weight, Tensor? bias) => WinogradConvolution.Pays(input, weight)
        ? WinogradFunction.Call(input, weight, bias)
        : functional.conv2d(input, weight, bias, strides: [1, 1], padding: [1, 1]);
}
