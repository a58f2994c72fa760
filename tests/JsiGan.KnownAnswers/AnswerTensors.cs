using JsiGan.Testing;
using static TorchSharp.torch.nn;

namespace JsiGan.KnownAnswers;

/// <summary>Tensors and networks of the known answers, on any device.</summary>
public static class AnswerTensors
{
    /// <summary>Values in [low, high) of stream <paramref name="seed"/> of <see cref="GoldenRandom"/>.</summary>
    public static Tensor Uniform(
        int seed, long[] shape, double low, double high, ScalarType type = ScalarType.Float64, Device? device = null)
    {
        var count = checked((int)shape.Aggregate(1L, (product, size) => product * size));
        return tensor(GoldenRandom.Uniform(seed, count, low, high), shape).to(type).to(device ?? CPU);
    }

    /// <summary>A stored array in float64 on the CPU.</summary>
    public static Tensor Stored(string name, string array)
    {
        var stored = Golden.Array(name, array);
        return tensor(stored.Values, stored.Shape).to(ScalarType.Float64);
    }

    /// <summary>Sets the parameters of a network to a known answer's; names of parameters and u buffers must match exactly.</summary>
    /// <exception cref="KnownAnswerException">The network has other parameters.</exception>
    public static void Fill(Module network, IReadOnlyList<GoldenParameter> parameters)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var own = network.named_parameters().ToDictionary(entry => entry.name, entry => (Tensor)entry.parameter);
        foreach (var (name, buffer) in network.named_buffers()
            .Where(entry => entry.name.EndsWith(".u", StringComparison.Ordinal)))
        {
            own.Add(name, buffer);
        }

        AnswerCheck.RequireEqual(Names(parameters.Select(parameter => parameter.ModuleName)), Names(own.Keys), "The list of parameters");
        foreach (var parameter in parameters)
        {
            var target = own[parameter.ModuleName];
            AnswerCheck.RequireEqual(Shape(parameter.Shape), Shape(target.shape), $"The shape of {parameter.ModuleName}");
            target.copy_(tensor(parameter.Values(), parameter.Shape));
        }
    }

    /// <summary>Number of parameters.</summary>
    public static long Count(Module network) => network.parameters().Sum(parameter => parameter.numel());

    /// <summary>Largest difference relative to the largest expected magnitude.</summary>
    /// <exception cref="KnownAnswerException">The shapes differ.</exception>
    public static double Error(Tensor expected, Tensor actual)
    {
        using var scope = NewDisposeScope();
        AnswerCheck.RequireEqual(Shape(expected.shape), Shape(actual.shape), "The shape");
        var reference = expected.detach().to(CPU).to(ScalarType.Float64);
        var difference = (actual.detach().to(CPU).to(ScalarType.Float64) - reference).abs().max().item<double>();
        return difference / Math.Max(reference.abs().max().item<double>(), 1e-30);
    }

    /// <summary>Compares a tensor with a stored array; <paramref name="tolerance"/> is relative to the array's largest value.</summary>
    /// <exception cref="KnownAnswerException">They differ by more.</exception>
    public static void RequireClose(this AnswerCheck check, string name, string array, Tensor actual, double tolerance)
    {
        using var expected = Stored(name, array);
        check.Require(Error(expected, actual), tolerance, $"{name}/{array}");
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));

    private static string Shape(long[] shape) => $"[{string.Join(", ", shape)}]";
}
