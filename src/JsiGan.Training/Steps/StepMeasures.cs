using static TorchSharp.torch;

namespace JsiGan.Training.Steps;

/// <summary>
/// Collects the scalars of one step, from whatever scopes they are made in, and reads all of them at its end: on a GPU each single reading would
/// wait for the device.
/// </summary>
internal sealed class StepMeasures : IDisposable
{
    private readonly List<(string Name, Tensor Value, bool IsNorm)> _values = [];

    /// <summary>Notes a loss term and gives it back.</summary>
    public Tensor Loss(string name, Tensor value)
    {
        _values.Add((name, value.detach().DetachFromDisposeScope(), false));
        return value;
    }

    /// <summary>Notes the gradient norm of a network's update.</summary>
    public void GradientNorm(string network, Tensor norm) => _values.Add((network, norm.DetachFromDisposeScope(), true));

    public StepResult Read()
    {
        using var scope = NewDisposeScope();
        var numbers = stack(_values.Select(entry => entry.Value.to(ScalarType.Float64)).ToList()).cpu().data<double>().ToArray();
        var all = _values.Zip(numbers, (entry, number) => (entry.Name, Number: number, entry.IsNorm)).ToList();
        return new StepResult(
            [.. all.Where(entry => !entry.IsNorm).Select(entry => (entry.Name, entry.Number))],
            [.. all.Where(entry => entry.IsNorm).Select(entry => (entry.Name, entry.Number))]);
    }

    public void Dispose() => _values.ForEach(entry => entry.Value.Dispose());
}
