using JsiGan.Testing;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace JsiGan.Models.Tests;

/// <summary>Tensors and networks of the known answers.</summary>
internal static class TestTensors
{
    public static Tensor Uniform(int seed, long[] shape, double low, double high, ScalarType type = ScalarType.Float64)
    {
        int count = checked((int)shape.Aggregate(1L, (product, size) => product * size));
        return tensor(GoldenRandom.Uniform(seed, count, low, high), shape).to(type);
    }

    public static Tensor Stored(string name, string array)
    {
        NpyArray stored = Golden.Array(name, array);
        return tensor(stored.Values, stored.Shape).to(ScalarType.Float64);
    }

    /// <summary>Gives a network the parameters of a known answer; every parameter and every u must be in it, and no other.</summary>
    public static void Fill(Module network, IReadOnlyList<GoldenParameter> parameters)
    {
        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> own = network.named_parameters().ToDictionary(entry => entry.name, entry => (Tensor)entry.parameter);
        foreach ((string name, Tensor buffer) in network.named_buffers()
            .Where(entry => entry.name.EndsWith(".u", StringComparison.Ordinal)))
        {
            own.Add(name, buffer);
        }

        Assert.Equal(
            own.Keys.Order(StringComparer.Ordinal),
            parameters.Select(parameter => parameter.ModuleName).Order(StringComparer.Ordinal));
        foreach (GoldenParameter parameter in parameters)
        {
            Tensor target = own[parameter.ModuleName];
            Assert.Equal(parameter.Shape, target.shape);
            target.copy_(tensor(parameter.Values(), parameter.Shape));
        }
    }

    public static long Count(Module network) => network.parameters().Sum(parameter => parameter.numel());

    /// <summary>Largest difference relative to the largest expected magnitude.</summary>
    public static double Error(Tensor expected, Tensor actual)
    {
        using DisposeScope scope = NewDisposeScope();
        Assert.Equal(expected.shape, actual.shape);
        Tensor reference = expected.to(ScalarType.Float64);
        double difference = (actual.to(ScalarType.Float64) - reference).abs().max().item<double>();
        return difference / Math.Max(reference.abs().max().item<double>(), 1e-30);
    }

    public static void AssertClose(Tensor expected, Tensor actual, double tolerance)
    {
        double error = Error(expected, actual);
        Assert.True(error <= tolerance, $"The relative error is {error:e2}; at most {tolerance:e2} is allowed.");
    }

    public static void AssertClose(string name, string array, Tensor actual, double tolerance)
    {
        using Tensor expected = Stored(name, array);
        double error = Error(expected, actual);
        Assert.True(error <= tolerance, $"{name}/{array}: the relative error is {error:e2}; at most {tolerance:e2} is allowed.");
    }
}
