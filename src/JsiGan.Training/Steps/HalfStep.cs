using static TorchSharp.torch;

namespace JsiGan.Training.Steps;

/// <summary>
/// How far a stage-2 step has come: before the discriminators' update, or between it and the generator's. Each update is a point that a
/// worker whose step is broken off goes back to, without a copy of any weights.
/// </summary>
internal sealed class HalfStep(IReadOnlyList<Critic> critics) : IDisposable
{
    private readonly RenewedState _renewed = new(critics.Select(critic => critic.Discriminator.Network));
    private bool _underWay;
    private int _kept;

    /// <summary>The discriminators have made their update of this step, the generator has not.</summary>
    public bool Judged { get; private set; }

    /// <summary>What the step has measured so far.</summary>
    public StepMeasures Measures { get; } = new();

    /// <summary>A step begins or goes on.</summary>
    public void Begin()
    {
        Measures.KeepFirst(Judged ? _kept : 0);
        _renewed.Keep();
        _underWay = true;
    }

    /// <summary>One more update is done.</summary>
    /// <returns>Whether it was the step's last.</returns>
    public bool Commit()
    {
        if (Judged)
        {
            (Judged, _underWay) = (false, false);
            return true;
        }

        _renewed.Keep();
        (Judged, _kept) = (true, Measures.Count);
        return false;
    }

    /// <summary>Back to the last update, from wherever the step was broken off.</summary>
    public void RollBack()
    {
        if (_underWay)
        {
            _renewed.PutBack();
            Measures.KeepFirst(Judged ? _kept : 0);
            _underWay = false;
        }
    }

    /// <summary>
    /// What another worker knows of its half step: losses and gradient norms of the discriminators, float64; empty before.
    /// </summary>
    /// <param name="judged">The other worker's <see cref="Judged"/>.</param>
    /// <param name="share">Replaces a tensor's values by the other worker's.</param>
    public void Adopt(bool judged, Device device, Action<Tensor> share)
    {
        if (!judged)
        {
            Judged = false;
            return;
        }

        using var scope = NewDisposeScope();
        using var off = no_grad();
        using var values = Judged ? Measures.Values() : zeros(2 * critics.Count, ScalarType.Float64, device);
        share(values);
        Measures.KeepFirst(0);
        foreach (var (critic, i) in critics.Select((critic, i) => (critic, i)))
        {
            Measures.Loss(critic.OwnLoss, values[i].clone());
        }

        foreach (var (critic, i) in critics.Select((critic, i) => (critic, i)))
        {
            Measures.GradientNorm(critic.Discriminator.Name, values[critics.Count + i].clone());
        }

        Measures.MarkGlobal();
        (Judged, _kept) = (true, Measures.Count);
    }

    public void Dispose()
    {
        Measures.Dispose();
        _renewed.Dispose();
    }
}
