using JsiGan.Training.Distributed;

namespace JsiGan.Training.Steps;

/// <summary>
/// Collects the scalars of one step across dispose scopes and reads all of them at its end: on a GPU each single read would wait for the
/// device.
/// </summary>
internal sealed class StepMeasures : IDisposable
{
    private readonly List<(StepMeasure What, Tensor Value)> _values = [];
    private int _global;

    public int Count => _values.Count;

    /// <summary>Records a loss term and returns it.</summary>
    public Tensor Loss(string name, Tensor value)
    {
        Add(new StepMeasure(StepMeasureKind.Loss, name), value.detach());
        return value;
    }

    /// <summary>Records the mean of a discriminator's outputs on this worker's samples.</summary>
    public void Logit(string name, Tensor outputs) => Add(new StepMeasure(StepMeasureKind.Logit, name), outputs.detach().mean());

    /// <summary>Records the norms at a network's update, which are global already. Takes ownership.</summary>
    public void Update(string network, UpdateNorms norms)
    {
        Add(new StepMeasure(StepMeasureKind.GradientNorm, network), norms.Gradient);
        Add(new StepMeasure(StepMeasureKind.WeightNorm, network), norms.Weights);
        Add(new StepMeasure(StepMeasureKind.UpdateRatio, network), norms.UpdateRatio);
    }

    /// <summary>Records a scalar as it is. Takes ownership.</summary>
    public void Add(StepMeasure what, Tensor value) => _values.Add((what, value.DetachFromDisposeScope()));

    /// <summary>All-reduces the means over samples recorded since the last call to means over the global batch.</summary>
    /// <exception cref="Collectives.CollectiveException">A worker was lost.</exception>
    public void AllReduce(ProcessGroup group)
    {
        var added = Enumerable.Range(_global, Count - _global).Where(i => _values[i].What.IsMeanOverSamples).ToList();
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

    /// <summary>Marks what is recorded so far as global.</summary>
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

    /// <summary>Every kind in the order of the step.</summary>
    public StepResult Read()
    {
        using var scope = NewDisposeScope();
        var numbers = Values().cpu().data<double>().ToArray();
        var named = _values.Zip(numbers, (entry, number) => (entry.What.Kind, Value: (entry.What.Name, number)))
            .ToLookup(entry => entry.Kind, entry => entry.Value);
        return new StepResult([.. named[StepMeasureKind.Loss]], [.. named[StepMeasureKind.GradientNorm]])
        {
            Logits = [.. named[StepMeasureKind.Logit]],
            WeightNorms = [.. named[StepMeasureKind.WeightNorm]],
            UpdateRatios = [.. named[StepMeasureKind.UpdateRatio]],
        };
    }

    public void Dispose() => KeepFirst(0);
}
