using TorchSharp.Modules;
using static TorchSharp.torch;

namespace JsiGan.Training.Distributed;

/// <summary>
/// One buffer for all gradients of a network, of which each parameter's gradient is a view: backward passes add to it in place, and a sum
/// over the workers needs no copy.
/// </summary>
internal sealed class FlatGradients : IDisposable
{
    private readonly nn.Module _network;

    public FlatGradients(nn.Module network)
    {
        _network = network;
        Parameter[] parameters = [.. network.parameters()];
        using var scope = NewDisposeScope();
        using var off = no_grad();
        Buffer = zeros(parameters.Sum(parameter => parameter.numel()), parameters[0].dtype, parameters[0].device).DetachFromDisposeScope();
        long offset = 0;
        foreach (var parameter in parameters)
        {
            parameter.grad = Buffer.narrow(0, offset, parameter.numel()).view(parameter.shape);
            offset += parameter.numel();
        }
    }

    /// <summary>The gradients of all parameters in the network's order, 1-dimensional.</summary>
    public Tensor Buffer { get; }

    public void Clear() => Buffer.zero_();

    public void Dispose()
    {
        _network.zero_grad(set_to_none: true);
        Buffer.Dispose();
    }
}
