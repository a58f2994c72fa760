namespace JsiGan.Models;

/// <summary>
/// Cuts the graph of a network between its segments and runs the backward pass one segment at a time, last first: after a segment's part,
/// the gradients of its parameters are complete, whatever the order in which the library visits a graph. (TorchSharp 0.107 has no gradient
/// hooks, and an exception in a custom backward function, which could stand in for one, ends the process.)
/// </summary>
public sealed class SegmentCuts
{
    private readonly List<(int Segment, Tensor Value, Tensor Leaf)> _cuts = [];
    private bool _open;

    /// <summary>Starts cutting forward passes, until <see cref="Backward"/> or <see cref="Clear"/>.</summary>
    public void Begin()
    {
        Clear();
        _open = true;
    }

    /// <summary>Hands a value of one segment to later ones, or out of the network.</summary>
    /// <param name="segment">The segment that computed it.</param>
    /// <param name="value">Owned by this object afterwards: the caller uses the result instead, and changes neither in place.</param>
    public Tensor Cut(int segment, Tensor value)
    {
        if (!_open || !value.requires_grad)
            return value;

        var leaf = value.detach().requires_grad_().DetachFromDisposeScope();
        _cuts.Add((segment, value.DetachFromDisposeScope(), leaf));
        return leaf.alias();
    }

    /// <summary>Backward pass through all segments, for all forward passes since <see cref="Begin"/>.</summary>
    /// <param name="segments">How many there are.</param>
    /// <param name="last">Backward pass from the loss to the last cut; through the whole graph if there are no cuts.</param>
    /// <param name="complete">Called with the number of every segment, last first, when its parameters have their gradients.</param>
    public void Backward(int segments, Action last, Action<int> complete)
    {
        try
        {
            last();
            complete(segments - 1);
            for (var segment = segments - 2; segment >= 0; segment--)
            {
                BackwardOf(segment);
                complete(segment);
            }
        }
        finally
        {
            Clear();
        }
    }

    /// <summary>Discards the recorded passes and stops cutting.</summary>
    public void Clear()
    {
        _open = false;
        foreach (var (_, value, leaf) in _cuts)
        {
            value.Dispose();
            leaf.Dispose();
        }

        _cuts.Clear();
    }

    private void BackwardOf(int segment)
    {
        using var scope = NewDisposeScope();
        var used = _cuts.Where(cut => cut.Segment == segment)
            .Select(cut => (cut.Value, Gradient: cut.Leaf.grad)).Where(cut => cut.Gradient is not null).ToList();
        if (used.Count > 0)
            autograd.backward(used.ConvertAll(cut => cut.Value), used.ConvertAll(cut => cut.Gradient!));
    }
}
