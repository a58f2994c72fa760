using JsiGan.Models.Generator;

namespace JsiGan.Training.Steps;

/// <summary>
/// What an interrupted step needs to be undone or continued. A step commits after each update: once in stage 1, in stage 2 after the
/// discriminators' and after the generator's. A failure rolls back to the last commit without a copy of any weights, because everything
/// that needs other workers precedes an update.
/// </summary>
internal sealed class StepTransaction(TrainableNetwork<JsiNet> generator, IReadOnlyList<DiscriminatorBranch> branches) : IDisposable
{
    private readonly BufferSnapshot _buffers = new(branches.Select(branch => branch.Discriminator.Network));
    private bool _isOpen;
    private int _committedMeasures;

    /// <summary>The discriminators have been updated in this step, the generator has not.</summary>
    public bool DiscriminatorsUpdated { get; private set; }

    /// <summary>What the step has measured so far.</summary>
    public StepMeasures Measures { get; } = new();

    /// <summary>Starts a step, or continues one after its first commit.</summary>
    public void Begin()
    {
        KeepCommitted();
        _buffers.Take();
        _isOpen = true;
    }

    /// <summary>Commits an update.</summary>
    /// <returns>Whether it was the step's last.</returns>
    public bool Commit()
    {
        if (DiscriminatorsUpdated || branches.Count == 0)
        {
            (DiscriminatorsUpdated, _isOpen) = (false, false);
            return true;
        }

        _buffers.Take();
        (DiscriminatorsUpdated, _committedMeasures) = (true, Measures.Count);
        return false;
    }

    /// <summary>Undoes everything since the last commit, and discards all gradients.</summary>
    /// <remarks>Abort the collectives first: gradients in flight are waited for.</remarks>
    public void RollBack()
    {
        if (_isOpen)
        {
            _buffers.Restore();
            KeepCommitted();
            _isOpen = false;
        }

        generator.Gradients.Clear();
        foreach (var branch in branches)
            branch.Discriminator.Gradients.Clear();
    }

    /// <summary>
    /// Takes over one worker's transaction: the measures of its discriminators' update, if it has made it.
    /// </summary>
    /// <param name="discriminatorsUpdated">The root's <see cref="DiscriminatorsUpdated"/>.</param>
    /// <param name="device">Where the networks live.</param>
    /// <param name="root">The rank that sends.</param>
    public void BroadcastState(bool discriminatorsUpdated, Device device, int root)
    {
        if (!discriminatorsUpdated)
        {
            DiscriminatorsUpdated = false;
            return;
        }

        using var scope = NewDisposeScope();
        using var off = no_grad();
        var names = StepMeasure.OfDiscriminators(branches).ToList();
        using var values = DiscriminatorsUpdated ? Measures.Values() : zeros(names.Count, ScalarType.Float64, device);
        generator.Gradients.Group.Broadcast(values, root, "discriminators' measures");
        Measures.KeepFirst(0);
        foreach (var (i, name) in names.Index())
            Measures.Add(name, values[i].clone());

        Measures.MarkGlobal();
        (DiscriminatorsUpdated, _committedMeasures) = (true, Measures.Count);
    }

    public void Dispose()
    {
        Measures.Dispose();
        _buffers.Dispose();
    }

    private void KeepCommitted() => Measures.KeepFirst(DiscriminatorsUpdated ? _committedMeasures : 0);
}
