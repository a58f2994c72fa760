using JsiGan.Models;
using JsiGan.Models.Functions;

namespace JsiGan.Training.Distributed;

/// <summary>
/// All-reduces the gradients of one network over a process group, segment by segment, while the backward pass computes the others. An
/// update is <see cref="Begin"/>, the forward passes, then Backward, Wait and Dispose of the <see cref="GradientReduction"/>.
/// </summary>
public sealed class GradientReducer : IDisposable
{
    private readonly string _name;
    private readonly nn.Module _network;
    private readonly FlatGradients? _flat;
    private readonly SegmentCuts? _cuts;
    private readonly List<(Task AllReduce, string Name)> _pending = [];
    private bool _begun;

    /// <param name="name">The network's name, for messages.</param>
    /// <param name="network">The network; of its final type and on its device.</param>
    /// <param name="group">The workers that share each update; null for a single process.</param>
    public GradientReducer(string name, nn.Module network, ProcessGroup? group = null)
    {
        (_name, _network) = (name, network);
        Group = group ?? new ProcessGroup(batch: 1);
        _flat = group is null ? null : new FlatGradients(network);
        _cuts = (network as ISegmented)?.Cuts;
    }

    /// <summary>The workers that share each update.</summary>
    public ProcessGroup Group { get; }

    private bool Overlaps => Group.Size > 1 && Group.OverlapsBackward && _cuts is not null;

    /// <summary>Starts an update: the network's forward passes follow.</summary>
    /// <exception cref="InvalidOperationException">The previous update is neither disposed nor cleared.</exception>
    public GradientReduction Begin()
    {
        if (_begun)
            throw new InvalidOperationException($"An update of {_name} is in progress: dispose it, or clear it after a failure.");

        _begun = true;
        if (Overlaps)
            _cuts!.Begin();

        return new GradientReduction(this, _network);
    }

    /// <summary>Discards all gradients, after an update or a failed step; waits for all-reduces in flight.</summary>
    public void Clear()
    {
        Settle();
        _begun = false;
        _cuts?.Clear();
        if (_flat is null)
            _network.zero_grad(set_to_none: true);
        else
            _flat.Clear();
    }

    public void Dispose()
    {
        Settle();
        _flat?.Dispose();
    }

    internal void Backward(Action fromLoss)
    {
        if (Overlaps)
        {
            var buckets = _flat!.Buckets;
            Group.RunBackward(() => _cuts!.Backward(buckets.Count, fromLoss,
                segment => Start(buckets[segment], $"{_name} gradients {segment + 1}/{buckets.Count}")));
            return;
        }

        Group.RunBackward(fromLoss);
        if (_flat is not null)
            Start(_flat.Buffer, $"{_name} gradients");
    }

    internal void Wait() => _pending.ForEach(pending => Group.Wait(pending.AllReduce, pending.Name));

    private void Start(Tensor gradients, string name)
    {
        // Peers must not receive gradients of a failed backward pass.
        BackwardFailure.ThrowIfAny();
        if (gradients.numel() > 0)
            _pending.Add((Group.AllReduceGradientsAsync(gradients, name), name));
    }

    /// <summary>The buffer must not change under an all-reduce; failures were thrown by Wait or no longer matter.</summary>
    private void Settle()
    {
        foreach (var (allReduce, _) in _pending)
        {
            ((IAsyncResult)allReduce).AsyncWaitHandle.WaitOne();
            _ = allReduce.Exception;
        }

        _pending.Clear();
    }
}
