using static TorchSharp.torch;

namespace TorchSharp.Tests.Nn;

public sealed class LayerTests
{
    private static readonly double[] Around = [-2, -0.5, 0, 3];

    [Fact]
    public void Relu_cuts_below_zero()
    {
        using var scope = NewDisposeScope();
        Values.Equal([0, 0, 0, 3], nn.ReLU().forward(tensor(Around)));
    }

    [Fact]
    public void Leaky_relu_scales_below_zero()
    {
        using var scope = NewDisposeScope();
        Values.Equal([-0.4, -0.1, 0, 3], nn.LeakyReLU(0.2).forward(tensor(Around)));
        Values.Equal([-0.02, -0.005, 0, 3], nn.LeakyReLU().forward(tensor(Around)));
    }

    [Fact]
    public void Sigmoid_is_the_logistic_function()
    {
        using var scope = NewDisposeScope();
        Values.Equal([.. Around.Select(x => 1 / (1 + Math.Exp(-x)))], nn.Sigmoid().forward(tensor(Around)));
    }

    [Fact]
    public void In_place_activations_overwrite_their_input()
    {
        using var scope = NewDisposeScope();
        var x = tensor(Around);
        nn.ReLU(inplace: true).forward(x);
        Values.Equal([0, 0, 0, 3], x);
        var y = tensor(Around);
        nn.LeakyReLU(0.5, inplace: true).forward(y);
        Values.Equal([-1, -0.25, 0, 3], y);
    }

    [Fact]
    public void Identity_gives_another_handle_to_its_input()
    {
        using var scope = NewDisposeScope();
        var x = tensor(Around);
        var y = nn.Identity().forward(x);
        Assert.NotSame(x, y);
        x.fill_(1);
        Values.Equal([1, 1, 1, 1], y);
    }

    [Fact]
    public void Pixel_shuffle_lays_channels_out_in_two_by_two_blocks()
    {
        using var scope = NewDisposeScope();
        var x = arange(8, ScalarType.Float64).view(1, 4, 1, 2);
        var y = nn.PixelShuffle(2).forward(x);
        Assert.Equal([1, 1, 2, 4], y.shape);
        Values.Equal([0, 2, 1, 3, 4, 6, 5, 7], y);
    }
}
