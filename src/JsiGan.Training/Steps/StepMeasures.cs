using JsiGan.Training.Distributed;
using static TorchSharp.torch;

namespace JsiGan.Training.Steps;

/// <summary>
/// Collects the scalars of one step, from whatever scopes they are made in, and reads all of them at its end: on a GPU each single reading
/// would wait for the device.
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

    /// <summary>The losses over the global batch, and the norms, which are those of the global gradients already.</summary>
    public StepResult Read(WorkerGroup workers)
    {
        using var scope = NewDisposeScope();
        var losses = Together(isNorm: false);
        if (workers.Size > 1)
        {
            workers.Sum(losses.mul_(workers.Weight));
        }

        var numbers = cat([losses, Together(isNorm: true)]).cpu().data<double>().ToArray();
        var named = _values.OrderBy(entry => entry.IsNorm).Zip(numbers, (entry, number) => (entry.Name, number)).ToList();
        var count = _values.Count(entry => !entry.IsNorm);
        return new StepResult(named[..count], named[count..]);
    }

    private Tensor Together(bool isNorm) =>
        stack(_values.Where(entry => entry.IsNorm == isNorm).Select(entry => entry.Value.to(ScalarType.Float64)).ToList());

    public void Dispose() => _values.ForEach(entry => entry.Value.Dispose());
}
