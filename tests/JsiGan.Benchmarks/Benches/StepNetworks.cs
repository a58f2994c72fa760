using JsiGan.Models.Discriminators;
using JsiGan.Models.Generator;
using JsiGan.Training.Recipes;
using JsiGan.Training.Steps;
using TorchSharp;
using static TorchSharp.torch;

namespace JsiGan.Benchmarks.Benches;

/// <summary>The networks of a training step at full size, with their optimizers.</summary>
public sealed class StepNetworks : IDisposable
{
    private readonly TrainableNetwork<Discriminator>[] _discriminators;

    /// <param name="scale">High-resolution pixels per low-resolution pixel along one axis.</param>
    /// <param name="highSize">Side of the HDR patch, pixels.</param>
    /// <param name="discriminators">Whether both discriminators are needed.</param>
    /// <param name="device">Their device; null for the CPU.</param>
    public StepNetworks(int scale, int highSize, bool discriminators, Device? device = null)
    {
        Generator = Train("generator", new JsiNet(new JsiNetOptions { Scale = scale }), device);
        _discriminators = discriminators
            ? [.. ((string[])["discriminator1", "discriminator2"])
                .Select(name => Train(name, new Discriminator(new DiscriminatorOptions { Size = highSize }), device))]
            : [];
    }

    public TrainableNetwork<JsiNet> Generator { get; }

    /// <summary>D1 on images and D2 on detail layers; none without discriminators.</summary>
    public IReadOnlyList<DiscriminatorBranch> Branches(LossWeights weights)
    {
        return _discriminators is [var image, var detail]
            ? [DiscriminatorBranch.OfImages(image), DiscriminatorBranch.OfDetails(detail, weights.Detail)]
            : [];
    }

    public void Dispose()
    {
        Generator.Dispose();
        foreach (var discriminator in _discriminators)
            discriminator.Dispose();
    }

    private static TrainableNetwork<T> Train<T>(string name, T network, Device? device)
        where T : nn.Module
    {
        network.to(device ?? CPU);
        return new(name, network);
    }
}
