using JsiGan.Training.Distributed;

namespace JsiGan.Training.Steps;

/// <summary>
/// Collects the scalars of one step across dispose scopes and reads all of them at its end: on a GPU each single read would wait for the
/// device.
/// </summary>
internal sealed class StepMeasures : IDisposable
{
    private readonly List<(string Name, Tensor Value, bool IsNorm)> _values = [];
    private int _global;

    public int Count => _values.Count;

    /// <summary>Records a loss term and returns it.</summary>
    public Tensor Loss(string name, Tensor value)
    {
        _values.Add((name, value.detach().DetachFromDisposeScope(), false));
        return value;
    }

    /// <summary>Records the norm of a network's gradient, which is global already.</summary>
    public void GradientNorm(string network, Tensor norm) => _values.Add((network, norm.DetachFromDisposeScope(), true));

    /// <summary>All-reduces the losses recorded since the last call to means over the global batch.</summary>
    /// <exception cref="Collectives.CollectiveException">A worker was lost.</exception>
    public void AllReduce(ProcessGroup group)
    {
        var added = Enumerable.Range(_global, Count - _global).Where(i => !_values[i].IsNorm).ToList();
        if (group.Size > 1 && added.Count > 0)
        {
            using var scope = NewDisposeScope();
            var sums = stack(added.Select(i => _values[i].Value.to(ScalarType.Float64)).ToList()).mul_(group.Weight);
            group.AllReduce(sums);
            foreach (var (i, place) in added.Zip(Enumerable.Range(0, added.Count)))
            {
                _values[i].Value.Dispose();
                _values[i] = _values[i] with { Value = sums[place].clone().DetachFromDisposeScope() };
            }
        }

        _global = Count;
    }

    /// <summary>Marks the losses recorded so far as global.</summary>
    public void MarkGlobal() => _global = Count;

    /// <summary>Discards all but the first <paramref name="count"/> scalars.</summary>
    public void KeepFirst(int count)
    {
        _values[count..].ForEach(entry => entry.Value.Dispose());
        _values.RemoveRange(count, Count - count);
        _global = Math.Min(_global, count);
    }

    /// <summary>All scalars as float64, in the order of recording: a new tensor, owned by the caller.</summary>
    public Tensor Values() => stack(_values.Select(entry => entry.Value.to(ScalarType.Float64)).ToList());

    /// <summary>Losses and norms, in the order of the step.</summary>
    public StepResult Read()
    {
        using var scope = NewDisposeScope();
        var numbers = Values().cpu().data<double>().ToArray();
        var named = _values.Zip(numbers, (entry, number) => (entry.IsNorm, Value: (entry.Name, number))).ToList();
        return new StepResult(
            [.. named.Where(entry => !entry.IsNorm).Select(entry => entry.Value)],
            [.. named.Where(entry => entry.IsNorm).Select(entry => entry.Value)]);
    }

    public void Dispose() => KeepFirst(0);
}
