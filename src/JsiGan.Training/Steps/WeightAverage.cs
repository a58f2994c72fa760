using JsiGan.Models.Generator;
using JsiGan.Training.Distributed;

namespace JsiGan.Training.Steps;

/// <summary>
/// Exponential moving average of the generator's weights: after update t, counted from 1 over the whole run,
/// a = d a + (1 - d) w with d = min(decay, (1 + t) / (10 + t)), so that the start weights fade quickly. A function of the weights and of t
/// alone: every worker computes the same bits, and a resumed run continues them.
/// </summary>
/// <param name="network">Takes the average; of the generator's architecture, type and device. This object disposes it.</param>
/// <param name="decay">The greatest d, below 1.</param>
/// <param name="group">The workers that share each update.</param>
internal sealed class WeightAverage(JsiNet network, double decay, ProcessGroup group) : IDisposable
{
    /// <summary>Its name in checkpoints and messages.</summary>
    public const string Name = "generator-ema";

    /// <summary>The averaged generator.</summary>
    public JsiNet Network => network;

    /// <summary>d of an update.</summary>
    /// <param name="decay">The greatest d.</param>
    /// <param name="update">The update, from 1.</param>
    public static double DecayAt(double decay, long update) => Math.Min(decay, (1.0 + update) / (10.0 + update));

    /// <summary>Starts over from the generator's weights.</summary>
    public void Reset(JsiNet generator) => Approach(generator, 1);

    /// <summary>Takes in the weights that an update has left.</summary>
    /// <param name="generator">The generator.</param>
    /// <param name="update">The update, from 1.</param>
    public void Update(JsiNet generator, long update) => Approach(generator, 1 - DecayAt(decay, update));

    /// <summary>Replaces the average by that of one worker. Every worker calls it.</summary>
    /// <exception cref="Collectives.CollectiveException">A worker was lost.</exception>
    public void BroadcastState(int root)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        foreach (var (name, value) in network.state_dict())
            group.Broadcast(value, root, $"{Name} {name}");
    }

    public void Dispose() => network.Dispose();

    private void Approach(JsiNet generator, double share)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        foreach ((Tensor average, Tensor weight) in network.parameters().Zip(generator.parameters()))
        {
            if (share == 1)
                average.copy_(weight);
            else
                average.add_(weight - average, alpha: share);
        }
    }
}
