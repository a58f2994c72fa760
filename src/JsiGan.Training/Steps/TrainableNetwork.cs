using JsiGan.Training.Distributed;

namespace JsiGan.Training.Steps;

/// <summary>A network with what an update of it needs: the reducer of its gradients and its Adam. Owns all three.</summary>
public sealed class TrainableNetwork<TNetwork> : IDisposable
    where TNetwork : nn.Module
{
    /// <param name="name">generator, discriminator1 or discriminator2: its name in reports and checkpoints.</param>
    /// <param name="network">The network; of its final type and on its device.</param>
    /// <param name="group">The workers that share each update; null for a single process.</param>
    public TrainableNetwork(string name, TNetwork network, ProcessGroup? group = null)
    {
        (Name, Network) = (name, network);
        Gradients = new GradientReducer(name, network, group);
        Optimizer = new AdamOptimizer(network);
    }

    public string Name { get; }

    public TNetwork Network { get; }

    public GradientReducer Gradients { get; }

    public AdamOptimizer Optimizer { get; private set; }

    /// <summary>Replaces the optimizer by a fresh Adam.</summary>
    public void ResetOptimizer()
    {
        Optimizer.Dispose();
        Optimizer = new AdamOptimizer(Network);
    }

    public void Dispose()
    {
        Optimizer.Dispose();
        Gradients.Dispose();
        Network.Dispose();
    }

    /// <summary>Replaces weights, buffers, moments and update counts by those of one worker, in place; discards gradients.</summary>
    /// <exception cref="Collectives.CollectiveException">A worker was lost.</exception>
    internal void BroadcastState(int root)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var group = Gradients.Group;
        Gradients.Clear();
        foreach (var (name, value) in Network.state_dict())
            group.Broadcast(value, root, $"{Name} {name}");

        var states = Optimizer.State.ToList();
        foreach (var (name, state) in states)
        {
            group.Broadcast(state.exp_avg, root, $"{Name} {name} first moment");
            group.Broadcast(state.exp_avg_sq, root, $"{Name} {name} second moment");
        }

        var counts = states.Select(entry => entry.State.step).ToArray();
        group.Broadcast(counts, Network.parameters().First().device, root, $"{Name} update counts");
        foreach (var (entry, count) in states.Zip(counts))
            entry.State.step = count;
    }
}
