using JsiGan.KnownAnswers;
using JsiGan.Models.Generator;
using TorchSharp;

namespace JsiGan.Models.Tests;

public sealed class JsiNetTests
{
    [Theory]
    [InlineData("a-ir")]
    [InlineData("b-ir-dr-subtract")]
    [InlineData("c-ir-dr")]
    [InlineData("d-ir-lce")]
    [InlineData("e-all-subtract")]
    [InlineData("full")]
    [InlineData("full", 4)]
    public void Prediction_and_its_parts_are_the_known_answer_in_both_precisions(string tag, int scale = 2)
    {
        NetworkAnswers.Generator(new AnswerCheck(), CPU, ScalarType.Float32, tag, scale);
        NetworkAnswers.Generator(new AnswerCheck(), CPU, ScalarType.Float64, tag, scale);
    }

    [Theory]
    [InlineData(1, 1_061_222)]
    [InlineData(2, 1_454_159)]
    [InlineData(4, 3_025_907)]
    public void Scale_decides_the_number_of_parameters(int scale, long expected)
    {
        using var network = new JsiNet(new JsiNetOptions { Scale = scale });
        Assert.Equal(expected, TestTensors.Count(network));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Prediction_has_the_scaled_size(int scale)
    {
        using var scope = NewDisposeScope();
        using var network = new JsiNet(new JsiNetOptions { Scale = scale, Channels = 4 });
        var input = TestTensors.Uniform(7, [2, 3, 9, 14], 0, 1, ScalarType.Float32);
        Assert.Equal([2, 3, 9 * scale, 14 * scale], network.call(input).shape);
    }

    [Theory]
    [InlineData("a-ir")]
    [InlineData("b-ir-dr-subtract")]
    [InlineData("d-ir-lce")]
    [InlineData("full")]
    public void Every_parameter_has_a_gradient(string tag)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var network = new JsiNet(NetworkAnswers.Options(tag) with { Channels = 8 });
        var input = TestTensors.Uniform(7, [1, 3, 12, 16], 0.2, 0.9, ScalarType.Float32);
        network.call(input).square().mean().backward();
        foreach (var (name, parameter) in network.named_parameters().Select(entry => (entry.name, (Tensor)entry.parameter)))
            Assert.True(parameter.grad is not null && parameter.grad.abs().max().item<float>() > 0, $"{name} has no gradient.");
    }

    [Fact]
    public void Gradients_of_the_parameters_are_those_of_finite_differences()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        using var network = new JsiNet(new JsiNetOptions { Channels = 4 });
        network.to(ScalarType.Float64);
        var input = TestTensors.Uniform(7, [1, 3, 7, 8], 0.3, 0.9);
        Tensor[] checkedParameters = [.. network.named_parameters()
            .Where(entry => entry.name is "lce.conv0.bias" or "dr.res.1.conv0.bias" or "dr.filter_v.bias"
                or "ir.res.0.conv1.bias" or "ir.conv1.bias")
            .Select(entry => (Tensor)entry.parameter)];
        Assert.Equal(5, checkedParameters.Length);
        GradientCheck.Run(_ => network.call(input), checkedParameters);
    }

    [Fact]
    public void Same_seed_makes_the_same_network()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(5);
        using var first = new JsiNet(new JsiNetOptions { Channels = 8 });
        random.manual_seed(5);
        using var second = new JsiNet(new JsiNetOptions { Channels = 8 });
        foreach ((Tensor a, Tensor b) in first.parameters().Zip(second.parameters()))
            TestTensors.AssertClose(a, b, 0);
    }

    [Fact]
    public void Initial_weights_have_the_deviation_of_xavier_and_biases_are_zero()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(6);
        using var network = new JsiNet(new JsiNetOptions());
        var parameters = network.named_parameters().ToDictionary(entry => entry.name, entry => (Tensor)entry.parameter);
        double deviation = parameters["ir.res.1.conv0.weight"].std().item<float>();
        Assert.Equal(Math.Sqrt(2.0 / (9 * (128 + 64))), deviation, 3);
        Assert.All(
            parameters.Where(entry => entry.Key.EndsWith(".bias", StringComparison.Ordinal)),
            entry => Assert.Equal(0f, entry.Value.abs().max().item<float>()));
    }

    [Fact]
    public void Scale_of_three_is_refused()
    {
        var fault = Assert.Throws<ArgumentException>(() => new JsiNet(new JsiNetOptions { Scale = 3 }));
        Assert.Contains("Scale is 3; it must be 1, 2 or 4.", fault.Message);
    }
}
