using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Optim;

/// <summary>A parameter whose gradient is given: that of the inner product with it.</summary>
internal static class Trained
{
    public static Parameter Make(double[] start, ScalarType type = ScalarType.Float64)
    {
        using var values = tensor(start);
        return nn.Parameter(values.to(type, copy: true).DetachFromDisposeScope());
    }

    public static void SetGradient(this Parameter parameter, double[] gradient)
    {
        using var scope = NewDisposeScope();
        parameter.grad = null;
        (parameter * tensor(gradient).to(parameter.dtype).view(parameter.shape)).sum().backward();
    }
}
