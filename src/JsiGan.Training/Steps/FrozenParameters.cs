using TorchSharp.Modules;

namespace JsiGan.Training.Steps;

/// <summary>
/// Until it is disposed, a network's parameters need no gradients: a pass through the network then keeps only what the gradient of its
/// input needs.
/// </summary>
internal sealed class FrozenParameters : IDisposable
{
    private readonly Parameter[] _parameters;

    public FrozenParameters(nn.Module network)
    {
        _parameters = [.. network.parameters()];
        Set(false);
    }

    public void Dispose() => Set(true);

    private void Set(bool needed)
    {
        foreach (var parameter in _parameters)
            parameter.requires_grad = needed;
    }
}
