using JsiGan.Models.Generator;
using JsiGan.Training.Distributed;
using JsiGan.Training.Recipes;
using JsiGan.Training.Steps;
using TorchSharp;
using static TorchSharp.torch;

namespace JsiGan.Training.Tests.Distributed;

/// <summary>
/// Five steps of each stage with small networks on a fixed global batch of four, of which each worker takes its share, at the paper's
/// rates. State: weights, statistics, the power iterations' vectors and Adam's moments, by network and name.
/// </summary>
internal sealed record SmallTraining(IReadOnlyList<(string Name, double Value)> Measures, IReadOnlyDictionary<string, double[]> State)
{
    /// <summary>The discriminators' mean outputs, and norms of weights and updates.</summary>
    public IReadOnlyList<(string Name, double Value)> Watched { get; private init; } = [];

    public const int Batch = 4;
    private const int Steps = 5;

    public static SmallTraining Run(ProcessGroup? workers, ScalarType type, bool logitBatchNorm = true, ulong seed = 7)
    {
        var recipe = TinyRun.Recipe with { Seed = seed, Batch = Batch, Model = new ModelOptions { LogitBatchNorm = logitBatchNorm } };
        // The number of threads decides the order of sums, and a test before this one may have set it.
        NativeTuning.Apply();
        set_num_threads(1);
        using var scope = NewDisposeScope();
        var networks = new NetworkFactory(recipe, CPU, TinyRun.Sizes, workers);
        using var generator = Of(networks.Generator(), type, workers);
        Condition(generator.Network);

        var (measures, watched) = (new List<(string, double)>(), new List<(string, double)>());
        for (var step = 0; step < Steps; step++)
        {
            var (sdr, hdr) = Share(step, type, workers);
            Note(measures, watched, $"stage 1 step {step + 1}", new PretrainStep(generator).Run(sdr, hdr, 1e-4));
        }

        generator.ResetOptimizer();
        var branches = networks.Branches()
            .Select(branch => branch with { Discriminator = Of(branch.Discriminator, type, workers) }).ToList();
        branches.ForEach(branch => Condition(branch.Discriminator.Network));
        for (var step = 0; step < Steps; step++)
        {
            var (sdr, hdr) = Share(Steps + step, type, workers);
            Note(measures, watched, $"stage 2 step {step + 1}", new GanStep(generator, branches, recipe.Loss).Run(sdr, hdr, 1e-6));
        }

        var state = States(generator).Concat(branches.SelectMany(branch => States(branch.Discriminator))).ToDictionary();
        branches.ForEach(branch => branch.Discriminator.Dispose());
        return new SmallTraining(measures, state) { Watched = watched };
    }

    /// <summary>
    /// Starts where no result is a small difference of large numbers, or nothing but rounding: a prediction near 0.5 (the detail layer
    /// divides by it), logits of which some are beyond the hinge (else the gradient through their batch norm vanishes), and biases that are
    /// not 0.
    /// </summary>
    private static void Condition(nn.Module network)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var state = network.state_dict();
        foreach (var (name, value) in state.Where(entry => entry.Key.EndsWith(".bias", StringComparison.Ordinal)))
            value.copy_(tensor(GoldenRandom.Uniform(name.Length, (int)value.numel(), 0.02, 0.06)).to(value.dtype));

        if (network is JsiNet)
        {
            state["ir.conv2.bias"].fill_(0.5);
            state["ir.conv2.weight"].mul_(0.1);
            foreach (var filter in (string[])["dr.filter_v.weight", "dr.filter_v.bias", "dr.filter_h.weight", "dr.filter_h.bias"])
                state[filter].mul_(0.1);
        }
        else if (state.TryGetValue("norm12.weight", out var spread))
        {
            spread.fill_(2);
        }
    }

    private static void Note(
        List<(string Name, double Value)> measures, List<(string Name, double Value)> watched, string when, StepResult result)
    {
        measures.AddRange(result.Losses.Select(loss => ($"{when} {loss.Name}", loss.Value)));
        measures.AddRange(result.GradientNorms.Select(norm => ($"{when} gradient norm of {norm.Network}", norm.Norm)));
        watched.AddRange(result.Logits.Select(logit => ($"{when} output {logit.Name}", logit.Value)));
        watched.AddRange(result.WeightNorms.Select(norm => ($"{when} weight norm of {norm.Network}", norm.Norm)));
        watched.AddRange(result.UpdateRatios.Select(ratio => ($"{when} update ratio of {ratio.Network}", ratio.Ratio)));
    }

    private static TrainableNetwork<T> Of<T>(TrainableNetwork<T> drawn, ScalarType type, ProcessGroup? workers)
        where T : nn.Module
    {
        drawn.Optimizer.Dispose();
        drawn.Gradients.Dispose();
        drawn.Network.to(type);
        return new TrainableNetwork<T>(drawn.Name, drawn.Network, workers);
    }

    private static (Tensor Sdr, Tensor Hdr) Share(int step, ScalarType type, ProcessGroup? workers)
    {
        var (first, count) = workers?.Shard ?? (0, Batch);
        Tensor Of(int seed, int size) =>
            tensor(GoldenRandom.Uniform(seed, Batch * 3 * size * size, 0.2, 0.9), [Batch, 3, size, size]).to(type).narrow(0, first, count);

        return (Of(100 + step, 16), Of(200 + step, 32));
    }

    private static IEnumerable<KeyValuePair<string, double[]>> States<T>(TrainableNetwork<T> trained)
        where T : nn.Module
    {
        var network = trained.Network.state_dict().Select(entry => (entry.Key, entry.Value));
        var moments = trained.Optimizer.State.SelectMany(entry => new[]
        {
            ($"{entry.Name} first moment", entry.State.exp_avg), ($"{entry.Name} second moment", entry.State.exp_avg_sq),
        });
        return network.Concat(moments).Select(entry => KeyValuePair.Create($"{trained.Name} {entry.Item1}",
            entry.Item2.detach().to(ScalarType.Float64).flatten().data<double>().ToArray()));
    }
}
