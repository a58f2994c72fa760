using JsiGan.Training.Steps;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace JsiGan.Training.Tests.Steps;

/// <summary>The norms that an update reports are those of its gradient, of its weights, and of their difference.</summary>
public sealed class UpdateNormTests
{
    private const double Rate = 1e-2;

    [Theory]
    [InlineData(ScalarType.Float64, true, 1e-12)]
    [InlineData(ScalarType.Float32, true, 1e-5)]
    [InlineData(ScalarType.Float64, false, 1e-9)]
    [InlineData(ScalarType.Float32, false, 1e-3)]
    public void The_norms_are_those_of_gradient_weights_and_update(ScalarType type, bool isContiguous, double tolerance)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        // Contiguous parameters are updated by our kernel, others by the library, which GPUs use. 40,001 elements are three chunks.
        var values = isContiguous ? randn([40_001], type) : randn([7, 5], type).t();
        using var network = new TrainableNetwork<Weights>("weights", new Weights(values));
        for (var step = 1; step <= 3; step++)
        {
            using var reduction = network.Gradients.Begin();
            reduction.Backward((network.Network.Values * network.Network.Values).sum() / 2);
            var (before, gradient) = (Copy(network), network.Network.Values.grad!.to(ScalarType.Float64));
            using var norms = network.Optimizer.Step(reduction, Rate);
            var after = Copy(network);
            Close(Norm(gradient), norms.Gradient);
            Close(Norm(after), norms.Weights);
            Close(Norm(after - before) / Norm(after), norms.UpdateRatio);
        }

        void Close(double expected, Tensor actual) =>
            Assert.Equal(expected, actual.to(ScalarType.Float64).item<double>(), tolerance * expected);
    }

    private static Tensor Copy(TrainableNetwork<Weights> network) => network.Network.Values.detach().to(ScalarType.Float64, copy: true);

    private static double Norm(Tensor values) => values.norm().item<double>();

    private sealed class Weights : nn.Module
    {
        public Weights(Tensor values)
            : base("weights")
        {
            Values = new Parameter(values);
            RegisterComponents();
        }

        public Parameter Values { get; }
    }
}
