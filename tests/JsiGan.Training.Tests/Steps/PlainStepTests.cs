using JsiGan.KnownAnswers;
using JsiGan.Training.Recipes;
using JsiGan.Training.Steps;
using static TorchSharp.torch;

namespace JsiGan.Training.Tests.Steps;

/// <summary>Our steps against the plain ones in float64: rounding is all that may differ.</summary>
public sealed class PlainStepTests
{
    private const int Steps = 4;
    private const double LossTolerance = 1e-11;

    /// <summary>Relative to the parameter's norm. An Adam update divides by the gradient's own size, so it magnifies rounding.</summary>
    private const double WeightTolerance = 1e-10;

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Stage_1_makes_the_updates_of_the_plain_step(int scale)
    {
        using var step = new GoldenStep($"pretrain-step-x{scale}", scale, ScalarType.Float64);
        using var plain = new PlainNetworks(step);
        using var expected = new PlainPretrainStep(plain.Generator, learningRate: 1e-4);
        var actual = new PretrainStep(step.Generator);
        for (var i = 1; i <= Steps; i++)
            AssertSame(expected.Run(step.Sdr, step.Hdr), actual.Run(step.Sdr, step.Hdr, 1e-4), i);

        AssertSame(plain.Generator, step.Generator.Network);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Stage_2_makes_the_updates_of_the_plain_step(int scale)
    {
        using var step = new GoldenStep($"gan-step-x{scale}", scale, ScalarType.Float64);
        using var plain = new PlainNetworks(step);
        var weights = new LossWeights();
        using var expected = new PlainGanStep(plain.Generator, plain.First!, plain.Second!, weights, learningRate: 1e-6);
        var actual = new GanStep(step.Generator, step.Branches, weights);
        for (var i = 1; i <= Steps; i++)
            AssertSame(expected.Run(step.Sdr, step.Hdr), actual.Run(step.Sdr, step.Hdr, 1e-6), i);

        AssertSame(plain.Generator, step.Generator.Network);
        AssertSame(plain.First!, step.First!.Network);
        AssertSame(plain.Second!, step.Second!.Network);
    }

    private static void AssertSame(StepResult expected, StepResult actual, int step)
    {
        Assert.Equal(expected.Losses.Select(loss => loss.Name), actual.Losses.Select(loss => loss.Name));
        foreach (var ((name, plain), (_, ours)) in expected.Losses.Zip(actual.Losses))
        {
            Assert.True(Math.Abs(plain - ours) <= LossTolerance * Math.Abs(plain),
                $"loss {name} of step {step} is {ours:r}, {plain:r} in the plain step: more than {LossTolerance:e0} apart");
        }
    }

    /// <summary>Weights and buffers.</summary>
    private static void AssertSame(nn.Module expected, nn.Module actual)
    {
        var ours = actual.state_dict();
        Assert.Equal(expected.state_dict().Keys, ours.Keys);
        foreach (var (name, plain) in expected.state_dict())
        {
            using var scope = NewDisposeScope();
            using var off = no_grad();
            var norm = plain.to(ScalarType.Float64).norm().item<double>();
            var difference = (plain - ours[name]).to(ScalarType.Float64).norm().item<double>();
            Assert.True(difference <= WeightTolerance * Math.Max(norm, 1e-3),
                $"{actual.GetName()} {name}: {difference:e2} from the plain step's, whose norm is {norm:e2}");
        }
    }
}
