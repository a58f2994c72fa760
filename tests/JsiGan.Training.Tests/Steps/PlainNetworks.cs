using JsiGan.KnownAnswers;
using JsiGan.Models.Plain;
using TorchSharp;
using static TorchSharp.torch;

namespace JsiGan.Training.Tests.Steps;

/// <summary>Plain networks with the weights and buffers of a case's networks.</summary>
internal sealed class PlainNetworks : IDisposable
{
    public PlainNetworks(GoldenStep step)
    {
        Generator = Copy(step.Generator.Network, new PlainJsiNet(step.Generator.Network.Options.Scale));
        if (step.First is not null && step.Second is not null)
        {
            First = Copy(step.First.Network, new PlainDiscriminator(step.First.Network.Options.Size));
            Second = Copy(step.Second.Network, new PlainDiscriminator(step.Second.Network.Options.Size));
        }
    }

    public PlainJsiNet Generator { get; }

    public PlainDiscriminator? First { get; }

    public PlainDiscriminator? Second { get; }

    public void Dispose()
    {
        Generator.Dispose();
        First?.Dispose();
        Second?.Dispose();
    }

    private static T Copy<T>(nn.Module source, T plain)
        where T : nn.Module
    {
        plain.to(source.parameters().First().dtype);
        plain.load_state_dict(source.state_dict());
        plain.train();
        return plain;
    }
}
