using JsiGan.Models;
using JsiGan.Models.Discriminators;
using JsiGan.Models.Generator;
using JsiGan.Training.Distributed;
using JsiGan.Training.Recipes;
using JsiGan.Training.Steps;
using TorchSharp;

namespace JsiGan.Training;

/// <summary>
/// Makes the networks of a recipe. Each is drawn from its own seed, so none depends on when or whether another was made.
/// </summary>
internal sealed class NetworkFactory(Recipe recipe, Device device, NetworkSizes sizes, ProcessGroup? group)
{
    // Weights are drawn from the library's only random generator, which trainers of one process must not use at the same time.
    private static readonly Lock Drawing = new();

    public TrainableNetwork<JsiNet> Generator() => Trainable("generator", Draw(1, MakeGenerator));

    /// <summary>The average of the generator's weights, with the start weights of <see cref="Generator"/>; null without one.</summary>
    public WeightAverage? Average() => recipe.Ema == 0
        ? null
        : new WeightAverage(Draw(1, MakeGenerator), recipe.Ema, group ?? new ProcessGroup(recipe.Batch));

    /// <summary>D1, and D2 unless lambda_d is 0.</summary>
    public IReadOnlyList<DiscriminatorBranch> Branches()
    {
        var images = DiscriminatorBranch.OfImages(Discriminator("discriminator1", 2));
        return recipe.Loss.Detail > 0
            ? [images, DiscriminatorBranch.OfDetails(Discriminator("discriminator2", 3), recipe.Loss.Detail)]
            : [images];
    }

    private TrainableNetwork<Discriminator> Discriminator(string name, ulong stream) =>
        Trainable(name, Draw(stream, () => new Discriminator(new DiscriminatorOptions
        {
            Size = recipe.Patch.LowSize * recipe.Model.Scale,
            Channels = sizes.Discriminator,
            LogitBatchNorm = recipe.Model.LogitBatchNorm,
        }, group?.BatchReduction)));

    private JsiNet MakeGenerator()
    {
        var network = new JsiNet(recipe.Model.Generator(sizes.Generator));
        if (recipe.Start == GeneratorStart.Input)
            InputStart.Apply(network);

        return network;
    }

    private TrainableNetwork<T> Trainable<T>(string name, T network)
        where T : nn.Module => new(name, network, group);

    private T Draw<T>(ulong stream, Func<T> make)
        where T : nn.Module
    {
        T network;
        lock (Drawing)
        {
            // Neighbouring seeds give unrelated ones.
            random.manual_seed(unchecked((long)Hash64.Mix(recipe.Seed + (stream * 0x9E3779B97F4A7C15))));
            network = make();
        }

        network.to(sizes.Type);
        network.to(device);
        network.train();
        return network;
    }
}
