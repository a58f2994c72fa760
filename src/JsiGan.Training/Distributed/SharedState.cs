using JsiGan.Training.Steps;
using static TorchSharp.torch;

namespace JsiGan.Training.Distributed;

/// <summary>Gives the state of one worker to all others, in place and in an order that follows from the networks alone.</summary>
internal static class SharedState
{
    /// <summary>Weights, buffers (running statistics, u), both moments and the update counts; gradients are forgotten.</summary>
    public static void Share<T>(Trained<T> trained, WorkerGroup workers, int root)
        where T : nn.Module
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        trained.Optimizer.ClearGradients();
        foreach (var (name, value) in trained.Network.state_dict())
        {
            workers.Broadcast(value, root, $"{trained.Name} {name}");
        }

        var states = trained.Optimizer.State.ToList();
        foreach (var (name, state) in states)
        {
            workers.Broadcast(state.exp_avg, root, $"{trained.Name} {name} first moment");
            workers.Broadcast(state.exp_avg_sq, root, $"{trained.Name} {name} second moment");
        }

        var counts = states.Select(entry => entry.State.step).ToArray();
        var steps = Share(counts, trained.Network.parameters().First().device, workers, root, $"{trained.Name} update counts");
        foreach (var (entry, step) in states.Zip(steps))
        {
            entry.State.step = step;
        }
    }

    /// <summary>How far the giver has come, and whether beyond that by one of the updates that are not a step.</summary>
    public static (TrainingPosition Position, bool Beyond) Share(
        TrainingPosition position, bool beyond, Device device, WorkerGroup workers, int root)
    {
        var (stage, epoch, inEpoch, global, sample, total) = position;
        var given = Share([stage, epoch, inEpoch, global, sample, total, beyond ? 1 : 0], device, workers, root, "position");
        return (new TrainingPosition((int)given[0], (int)given[1], given[2], given[3], given[4], given[5]), given[6] != 0);
    }

    private static long[] Share(long[] values, Device device, WorkerGroup workers, int root, string name)
    {
        using var scope = NewDisposeScope();
        var shared = tensor(values).to(device);
        workers.Broadcast(shared, root, name);
        return shared.cpu().data<long>().ToArray();
    }
}
