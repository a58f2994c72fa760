using static TorchSharp.torch;

namespace JsiGan.Training.Steps;

/// <summary>A network with the optimizer that updates it; owns both.</summary>
/// <param name="Name">generator, discriminator1 or discriminator2: its name in reports and checkpoints.</param>
/// <param name="Network">The network.</param>
/// <param name="Optimizer">Its Adam.</param>
public sealed record Trained<TNetwork>(string Name, TNetwork Network, AdamOptimizer Optimizer) : IDisposable
    where TNetwork : nn.Module
{
    public void Dispose()
    {
        Optimizer.Dispose();
        Network.Dispose();
    }
}
