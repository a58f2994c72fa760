using static TorchSharp.torch;

namespace TorchSharp.Tests.Nn;

public sealed class ConversionTests
{
    [Fact]
    public void A_conversion_changes_floating_points_and_leaves_counters()
    {
        using var sample = new Sample().to(ScalarType.Float64);
        Assert.All(sample.parameters(), p => Assert.Equal(ScalarType.Float64, p.dtype));
        Assert.Equal(ScalarType.Float64, sample.Norm.running_mean!.dtype);
        Assert.Equal(ScalarType.Int64, sample.Norm.num_batches_tracked!.dtype);
    }

    [Fact]
    public void A_converted_module_computes_with_its_converted_tensors()
    {
        using var scope = NewDisposeScope();
        using var sample = new Sample().@double();
        Assert.Equal(ScalarType.Float64, sample.forward(rand([1, 1, 3, 3], ScalarType.Float64)).dtype);
        Assert.Same(sample.Head.weight, sample.get_parameter("head.weight"));
        Assert.Same(sample.Scale, sample.get_parameter("scale"));
    }

    [Fact]
    public void Values_gradients_and_the_wish_for_gradients_survive()
    {
        using var scope = NewDisposeScope();
        using var conv = nn.Conv2d(1, 1, 1);
        conv.bias!.requires_grad_(false);
        conv.forward(ones(1, 1, 2, 2)).sum().backward();
        var weight = Values.Of(conv.weight);
        conv.@double();
        Assert.Equal(weight, Values.Of(conv.weight));
        Values.Equal([4], conv.weight.grad!);
        Assert.True(conv.weight.requires_grad);
        Assert.True(conv.weight.is_leaf);
        Assert.False(conv.bias!.requires_grad);
    }

    [Fact]
    public void Nothing_is_replaced_where_nothing_changes()
    {
        using var sample = new Sample();
        var before = sample.parameters().ToList();
        sample.cpu();
        sample.@float();
        Assert.All(before.Zip(sample.parameters()), pair => Assert.Same(pair.First, pair.Second));
    }

    [Fact]
    public void Integers_are_no_type_for_a_module()
    {
        using var sample = new Sample();
        Assert.Throws<ArgumentException>(() => sample.to(ScalarType.Int32));
    }

    [Fact]
    public void Half_precision_is_one()
    {
        using var half = nn.Conv2d(1, 1, 1).half();
        using var brain = nn.Conv2d(1, 1, 1).bfloat16();
        Assert.Equal(ScalarType.Float16, half.weight.dtype);
        Assert.Equal(ScalarType.BFloat16, brain.weight.dtype);
    }
}
