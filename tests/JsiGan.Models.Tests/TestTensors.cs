using JsiGan.KnownAnswers;
using static TorchSharp.torch.nn;

namespace JsiGan.Models.Tests;

/// <summary>Tensors to test with, and how near two of them are.</summary>
internal static class TestTensors
{
    public static Tensor Uniform(int seed, long[] shape, double low, double high, ScalarType type = ScalarType.Float64) =>
        AnswerTensors.Uniform(seed, shape, low, high, type);

    public static long Count(Module network) => AnswerTensors.Count(network);

    public static void AssertClose(Tensor expected, Tensor actual, double tolerance)
    {
        var error = AnswerTensors.Error(expected, actual);
        Assert.True(error <= tolerance, $"The relative error is {error:e2}; at most {tolerance:e2} is allowed.");
    }
}
