using TorchSharp.Modules;
using static TorchSharp.torch;

namespace JsiGan.Training.Steps;

/// <summary>Adam (beta 0.9 and 0.999, epsilon 1e-8) of one network, with its state in the open for checkpoints.</summary>
public sealed class AdamOptimizer : IDisposable
{
    private readonly nn.Module _network;
    private readonly Adam _adam;

    public AdamOptimizer(nn.Module network)
    {
        ArgumentNullException.ThrowIfNull(network);
        _network = network;
        _adam = optim.Adam(network.parameters(), lr: 0, beta1: 0.9, beta2: 0.999, eps: 1e-8);
    }

    /// <summary>The moments and the update count of every parameter, in the network's order.</summary>
    public IEnumerable<(string Name, Adam.State State)> State =>
        _network.named_parameters().Zip(_adam.state_dict().State, (parameter, state) => (parameter.name, (Adam.State)state));

    /// <summary>Updates the network from its gradients and releases them.</summary>
    /// <returns>The L2 norm of all gradients together, a scalar tensor.</returns>
    public Tensor Step(double learningRate)
    {
        foreach (var group in _adam.ParamGroups)
        {
            group.LearningRate = learningRate;
        }

        var norm = GradientNorm();
        _adam.step();
        _network.zero_grad(set_to_none: true);
        return norm;
    }

    public void Dispose() => _adam.Dispose();

    private Tensor GradientNorm()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var norms = _network.parameters().Select(parameter => parameter.grad).OfType<Tensor>().Select(gradient => gradient.norm()).ToList();
        return stack(norms).norm().MoveToOuterDisposeScope();
    }
}
