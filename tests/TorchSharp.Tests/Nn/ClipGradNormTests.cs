using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Nn;

public sealed class ClipGradNormTests
{
    [Fact]
    public void Gradients_above_the_norm_are_scaled_to_it_together()
    {
        using var scope = NewDisposeScope();
        var parameters = WithGradients([3, 0], [4]);
        Assert.Equal(5, nn.utils.clip_grad_norm_(parameters, 1), 1e-12);
        Values.Equal([0.6, 0], parameters[0].grad!, 1e-6);
        Values.Equal([0.8], parameters[1].grad!, 1e-6);
    }

    [Fact]
    public void Gradients_below_the_norm_stay()
    {
        using var scope = NewDisposeScope();
        var parameters = WithGradients([3, 0], [4]);
        Assert.Equal(5, nn.utils.clip_grad_norm_(parameters, 10), 1e-12);
        Values.Equal([3, 0], parameters[0].grad!);
    }

    [Fact]
    public void The_largest_element_counts_in_the_infinite_norm()
    {
        using var scope = NewDisposeScope();
        var parameters = WithGradients([3, -8], [4]);
        Assert.Equal(8, nn.utils.clip_grad_norm_(parameters, 4, double.PositiveInfinity), 1e-12);
        Values.Equal([1.5, -4], parameters[0].grad!, 1e-6);
    }

    [Fact]
    public void Parameters_without_a_gradient_do_not_count()
    {
        using var scope = NewDisposeScope();
        Parameter[] parameters = [.. WithGradients([3, 4]), nn.Parameter(ones(2, ScalarType.Float64))];
        Assert.Equal(5, nn.utils.clip_grad_norm_(parameters, 1), 1e-12);
        Assert.Null(parameters[1].grad);
    }

    private static Parameter[] WithGradients(params double[][] gradients) => [.. gradients.Select(gradient =>
    {
        var parameter = nn.Parameter(zeros(gradient.Length, ScalarType.Float64));
        (parameter * tensor(gradient)).sum().backward();
        return parameter;
    })];
}
