using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace JsiGan.Models;

internal static class Convolution
{
    /// <summary>The generator's only kind of convolution: 3x3, zero padding 1, Xavier normal weights, zero biases.</summary>
    public static Conv2d Create(long input, long output)
    {
        Conv2d convolution = Conv2d(input, output, 3, padding: 1L);
        init.xavier_normal_(convolution.weight);
        init.zeros_(convolution.bias);
        return convolution;
    }

    /// <summary>Runs a module and disposes its input.</summary>
    public static Tensor Consume(this Module<Tensor, Tensor> module, Tensor input)
    {
        using (input)
        {
            return module.call(input);
        }
    }
}
