using static TorchSharp.torch;

namespace TorchSharp.Tests.Nn;

public sealed class Conv2dTests
{
    [Fact]
    public void Weights_are_out_by_in_over_groups_by_kernel()
    {
        using var conv = nn.Conv2d(4, 6, (3, 5), groups: 2);
        Assert.Equal([6, 2, 3, 5], conv.weight.shape);
        Assert.Equal([6], conv.bias!.shape);
    }

    [Fact]
    public void The_kernel_is_correlated_not_flipped()
    {
        using var scope = NewDisposeScope();
        using var conv = Kernel(nn.Conv2d(1, 1, 3, padding: 1L, bias: false, dtype: ScalarType.Float64));
        // An impulse gives the kernel turned around.
        Values.Equal([9, 8, 7, 6, 5, 4, 3, 2, 1], conv.forward(Impulse()));
    }

    [Fact]
    public void Same_padding_keeps_the_size()
    {
        using var scope = NewDisposeScope();
        using var conv = Kernel(nn.Conv2d(1, 1, 3, Padding.Same, bias: false, dtype: ScalarType.Float64));
        Values.Equal([9, 8, 7, 6, 5, 4, 3, 2, 1], conv.forward(Impulse()));
    }

    [Fact]
    public void Reflected_padding_repeats_what_lies_inside_the_border()
    {
        using var scope = NewDisposeScope();
        using var conv = nn.Conv2d(
            1, 1, (1, 3), padding: (0, 1), padding_mode: PaddingModes.Reflect, bias: false, dtype: ScalarType.Float64);
        using (no_grad())
            conv.weight.copy_(tensor(new double[] { 100, 10, 1 }).view(1, 1, 1, 3));
        Values.Equal([212, 123, 232], conv.forward(tensor(new double[] { 1, 2, 3 }).view(1, 1, 1, 3)));
    }

    [Fact]
    public void Stride_dilation_and_bias_are_applied()
    {
        using var scope = NewDisposeScope();
        using var conv = nn.Conv2d(1, 1, 2, stride: 2, dilation: 2, dtype: ScalarType.Float64);
        using (no_grad())
        {
            conv.weight.fill_(1);
            conv.bias!.fill_(0.5);
        }
        var x = arange(25, ScalarType.Float64).view(1, 1, 5, 5);
        Values.Equal([0 + 2 + 10 + 12 + 0.5, 2 + 4 + 12 + 14 + 0.5, 10 + 12 + 20 + 22 + 0.5, 12 + 14 + 22 + 24 + 0.5], conv.forward(x));
    }

    [Fact]
    public void A_wrong_number_of_channels_is_refused()
    {
        using var conv = nn.Conv2d(3, 1, 1);
        using var x = rand(1, 2, 4, 4);
        Assert.Throws<ArgumentException>(() => conv.forward(x));
    }

    [Fact]
    public void Same_padding_with_a_stride_is_refused() =>
        Assert.Throws<ArgumentException>(() => nn.Conv2d(1, 1, 3, Padding.Same, stride: 2));

    [Fact]
    public void A_replaced_weight_is_the_registered_one()
    {
        using var conv = nn.Conv2d(1, 1, 1);
        var old = conv.weight;
        conv.weight = nn.Parameter(ones(1, 1, 1, 1));
        Assert.True(old.IsInvalid);
        Assert.Same(conv.weight, conv.parameters().First());
    }

    private static Tensor Impulse() => tensor(new double[] { 0, 0, 0, 0, 1, 0, 0, 0, 0 }).view(1, 1, 3, 3);

    private static Modules.Conv2d Kernel(Modules.Conv2d conv)
    {
        using var off = no_grad();
        conv.weight.copy_(arange(1, 10, ScalarType.Float64).view(1, 1, 3, 3));
        return conv;
    }
}
