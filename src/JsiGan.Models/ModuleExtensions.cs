using static TorchSharp.torch.nn;

namespace JsiGan.Models;

internal static class ModuleExtensions
{
    /// <summary>Runs a module and disposes its input.</summary>
    public static Tensor Consume(this Module<Tensor, Tensor> module, Tensor input)
    {
        using (input)
            return module.call(input);
    }
}
