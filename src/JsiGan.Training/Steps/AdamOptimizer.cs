using JsiGan.Training.Distributed;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace JsiGan.Training.Steps;

/// <summary>
/// Adam (beta 0.9 and 0.999, epsilon 1e-8) of one network, with its state in the open for checkpoints. Workers that share a batch update
/// from the sum of their gradients.
/// </summary>
public sealed class AdamOptimizer : IDisposable
{
    private readonly nn.Module _network;
    private readonly Adam _adam;
    private readonly FlatGradients? _flat;
    private Task _sum = Task.CompletedTask;
    private string _summed = "gradients";

    /// <param name="network">What it updates; of its final type and on its device.</param>
    /// <param name="workers">Those that make each update together; null for this one alone.</param>
    public AdamOptimizer(nn.Module network, WorkerGroup? workers = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        _network = network;
        Workers = workers ?? new WorkerGroup(batch: 1);
        _flat = workers is null ? null : new FlatGradients(network);
        _adam = optim.Adam(network.parameters(), lr: 0, beta1: 0.9, beta2: 0.999, eps: 1e-8);
    }

    /// <summary>The moments and the update count of every parameter, in the network's order.</summary>
    public IEnumerable<(string Name, Adam.State State)> State =>
        _network.named_parameters().Zip(_adam.state_dict().State, (parameter, state) => (parameter.name, (Adam.State)state));

    /// <summary>Those that make each update together.</summary>
    public WorkerGroup Workers { get; }

    /// <summary>Begins to sum the gradients over the workers, beside whatever follows, until <see cref="EndSum"/>.</summary>
    /// <param name="name">The network's name, for messages.</param>
    public void BeginSum(string name)
    {
        _summed = $"{name} gradients";
        _sum = _flat is null ? Task.CompletedTask : Workers.SumGradientsAsync(_flat.Buffer, _summed);
    }

    /// <summary>Waits for the sum of the gradients.</summary>
    /// <exception cref="Collectives.CollectiveException">It failed.</exception>
    public void EndSum() => Workers.Wait(_sum, _summed);

    /// <summary>Updates the network from its gradients and releases them.</summary>
    /// <returns>The L2 norm of all gradients together, a scalar tensor.</returns>
    /// <exception cref="Collectives.CollectiveException">The sum over the workers failed; the network is as it was.</exception>
    public Tensor Step(double learningRate)
    {
        EndSum();
        foreach (var group in _adam.ParamGroups)
        {
            group.LearningRate = learningRate;
        }

        var norm = GradientNorm();
        _adam.step();
        ClearGradients();
        return norm;
    }

    /// <summary>Forgets the gradients, as after a step that was broken off.</summary>
    public void ClearGradients()
    {
        Settle();
        if (_flat is null)
        {
            _network.zero_grad(set_to_none: true);
        }
        else
        {
            _flat.Clear();
        }
    }

    public void Dispose()
    {
        Settle();
        _adam.Dispose();
        _flat?.Dispose();
    }

    /// <summary>
    /// A sum under way ends before its buffer changes; its fault, if any, was told by <see cref="Step"/> or concerns nobody.
    /// </summary>
    private void Settle()
    {
        ((IAsyncResult)_sum).AsyncWaitHandle.WaitOne();
        _ = _sum.Exception;
    }

    private Tensor GradientNorm()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var norms = _network.parameters().Select(parameter => parameter.grad).OfType<Tensor>().Select(gradient => gradient.norm()).ToList();
        return stack(norms).norm().MoveToOuterDisposeScope();
    }
}
