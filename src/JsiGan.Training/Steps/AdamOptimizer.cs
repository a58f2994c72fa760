using JsiGan.Models;
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
    private readonly SegmentCuts? _cuts;
    private readonly List<(Task Sum, string Name)> _sums = [];

    /// <param name="network">What it updates; of its final type and on its device.</param>
    /// <param name="workers">Those that make each update together; null for this one alone.</param>
    public AdamOptimizer(nn.Module network, WorkerGroup? workers = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        _network = network;
        Workers = workers ?? new WorkerGroup(batch: 1);
        _flat = workers is null ? null : new FlatGradients(network);
        _cuts = (network as ISegmented)?.Cuts;
        _adam = optim.Adam(network.parameters(), lr: 0, AdamKernel.Beta1, AdamKernel.Beta2, AdamKernel.Epsilon);
    }

    /// <summary>The moments and the update count of every parameter, in the network's order.</summary>
    public IEnumerable<(string Name, Adam.State State)> State =>
        _network.named_parameters().Zip(_adam.state_dict().State, (parameter, state) => (parameter.name, (Adam.State)state));

    /// <summary>Those that make each update together.</summary>
    public WorkerGroup Workers { get; }

    /// <summary>Forward passes follow whose gradients <see cref="Backward"/> is to sum over the workers.</summary>
    public void BeginPass()
    {
        if (Workers.Size > 1 && Workers.SumsEarly)
        {
            _cuts?.Begin();
        }
    }

    /// <summary>
    /// Goes back through the passes since <see cref="BeginPass"/>. A segment's gradients begin to be summed over the workers as soon as
    /// they are complete, beside whatever follows, until <see cref="EndSum"/>.
    /// </summary>
    /// <param name="name">The network's name, for messages.</param>
    /// <param name="fromLoss">Goes back from the loss; through what follows the network's last cut, where it was cut.</param>
    /// <exception cref="Collectives.CollectiveException">A sum on the way back failed.</exception>
    public void Backward(string name, Action fromLoss)
    {
        ArgumentNullException.ThrowIfNull(fromLoss);
        if (_flat is null || _cuts is null || Workers.Size == 1 || !Workers.SumsEarly)
        {
            Workers.Backward(fromLoss);
            if (_flat is not null)
            {
                BeginSum(_flat.Buffer, $"{name} gradients");
            }

            return;
        }

        Workers.Backward(() => _cuts.Backward(_flat.Buckets.Count, fromLoss,
            segment => BeginSum(_flat.Buckets[segment], $"{name} gradients {segment + 1}/{_flat.Buckets.Count}")));
    }

    /// <summary>Waits for the sums of the gradients.</summary>
    /// <exception cref="Collectives.CollectiveException">One failed.</exception>
    public void EndSum() => _sums.ForEach(entry => Workers.Wait(entry.Sum, entry.Name));

    /// <summary>Updates the network from its gradients and releases them.</summary>
    /// <returns>The L2 norm of all gradients together, a scalar tensor.</returns>
    /// <exception cref="Collectives.CollectiveException">The sum over the workers failed; the network is as it was.</exception>
    public Tensor Step(double learningRate)
    {
        EndSum();
        var norm = _network.parameters().All(AdamKernel.CanUpdate) ? UpdateHere(learningRate) : UpdateByLibrary(learningRate);
        ClearGradients();
        return norm;
    }

    /// <summary>Forgets the gradients, as after a step that was broken off.</summary>
    public void ClearGradients()
    {
        Settle();
        _cuts?.Clear();
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
    /// Sums under way end before their buffer changes; their faults, if any, were told by <see cref="Step"/> or concern nobody.
    /// </summary>
    private void Settle()
    {
        foreach (var (sum, _) in _sums)
        {
            ((IAsyncResult)sum).AsyncWaitHandle.WaitOne();
            _ = sum.Exception;
        }

        _sums.Clear();
    }

    private void BeginSum(Tensor gradients, string name)
    {
        // The others would update from gradients that are not whole.
        BackwardFailure.ThrowIfAny();
        if (gradients.numel() > 0)
        {
            _sums.Add((Workers.SumGradientsAsync(gradients, name), name));
        }
    }

    /// <returns>The L2 norm of all gradients together.</returns>
    private Tensor UpdateHere(double learningRate)
    {
        using var off = no_grad();
        var squares = 0.0;
        foreach (var (parameter, state) in _network.parameters().Zip(State, (parameter, entry) => (parameter, entry.State)))
        {
            using var gradient = parameter.grad;
            if (gradient is not null)
            {
                state.step++;
                squares += new AdamKernel(learningRate, state.step).Update(parameter, gradient, state.exp_avg, state.exp_avg_sq);
            }
        }

        return tensor(Math.Sqrt(squares));
    }

    /// <returns>The L2 norm of all gradients together.</returns>
    private Tensor UpdateByLibrary(double learningRate)
    {
        foreach (var group in _adam.ParamGroups)
        {
            group.LearningRate = learningRate;
        }

        var norm = GradientNorm();
        _adam.step();
        return norm;
    }

    private Tensor GradientNorm()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var norms = _network.parameters().Select(parameter => parameter.grad).OfType<Tensor>().Select(gradient => gradient.norm()).ToList();
        return stack(norms).norm().MoveToOuterDisposeScope();
    }
}
