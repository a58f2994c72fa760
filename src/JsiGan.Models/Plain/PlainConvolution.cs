using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace JsiGan.Models.Plain;

internal static class PlainConvolution
{
    /// <summary>The generator's only kind of convolution: 3x3, zero padding 1, Xavier normal weights, zero biases.</summary>
    public static Conv2d Create(long input, long output)
    {
        var convolution = Conv2d(input, output, 3, padding: 1L);
        init.xavier_normal_(convolution.weight);
        init.zeros_(convolution.bias);
        return convolution;
    }
}
