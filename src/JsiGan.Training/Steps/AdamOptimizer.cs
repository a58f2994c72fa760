using JsiGan.Training.Distributed;
using TorchSharp.Modules;

namespace JsiGan.Training.Steps;

/// <summary>Adam (beta 0.9 and 0.999, epsilon 1e-8) of one network, with its state accessible to checkpoints.</summary>
public sealed class AdamOptimizer : IDisposable
{
    private readonly nn.Module _network;
    private readonly Adam _adam;

    /// <param name="network">The network it updates; of its final type and on its device.</param>
    public AdamOptimizer(nn.Module network)
    {
        _network = network;
        _adam = optim.Adam(network.parameters(), lr: 0, AdamKernel.Beta1, AdamKernel.Beta2, AdamKernel.Epsilon);
    }

    /// <summary>The moments and the update count of every parameter, in the network's order.</summary>
    public IEnumerable<(string Name, Adam.State State)> State =>
        _network.named_parameters().Zip(_adam.state_dict().State, (parameter, state) => (parameter.name, (Adam.State)state));

    /// <summary>Waits for the network's gradients and updates it.</summary>
    /// <returns>Norms over all parameters together, scalar tensors that the caller disposes.</returns>
    /// <exception cref="Collectives.CollectiveException">An all-reduce failed; the network is unchanged.</exception>
    /// <exception cref="ArgumentException">The gradients are another network's.</exception>
    public UpdateNorms Step(GradientReduction gradients, double learningRate)
    {
        gradients.Wait();
        if (!ReferenceEquals(gradients.Network, _network))
            throw new ArgumentException("The gradients are those of another network.", nameof(gradients));

        return _network.parameters().All(AdamKernel.CanUpdate) ? UpdateHere(learningRate) : UpdateByLibrary(learningRate);
    }

    public void Dispose() => _adam.Dispose();

    private UpdateNorms UpdateHere(double learningRate)
    {
        using var off = no_grad();
        var squares = default(SquareSums);
        foreach (var (parameter, state) in _network.parameters().Zip(State, (parameter, entry) => (parameter, entry.State)))
        {
            using var gradient = parameter.grad;
            if (gradient is not null)
            {
                state.step++;
                squares += new AdamKernel(learningRate, state.step).Update(parameter, gradient, state.exp_avg, state.exp_avg_sq);
            }
        }

        return UpdateNorms.Of(squares);
    }

    // A copy of the weights before and after costs two passes, next to the library's twelve.
    private UpdateNorms UpdateByLibrary(double learningRate)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        foreach (var group in _adam.ParamGroups)
            group.LearningRate = learningRate;

        var gradient = GradientNorm();
        var before = Weights();
        _adam.step();
        var after = Weights();
        var weights = after.norm();
        var ratio = (after - before).norm() / weights.clamp_min(float.Epsilon);
        return new UpdateNorms(gradient.MoveToOuterDisposeScope(), weights.MoveToOuterDisposeScope(), ratio.MoveToOuterDisposeScope());
    }

    private Tensor Weights() => cat(_network.parameters().Select(parameter => parameter.detach().flatten()).ToList());

    private Tensor GradientNorm()
    {
        using var scope = NewDisposeScope();
        var norms = _network.parameters().Select(parameter => parameter.grad).OfType<Tensor>().Select(gradient => gradient.norm()).ToList();
        return stack(norms).norm().MoveToOuterDisposeScope();
    }
}
