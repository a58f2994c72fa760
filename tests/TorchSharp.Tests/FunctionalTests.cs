using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests;

public sealed class FunctionalTests
{
    [Fact]
    public void A_convolution_is_the_sum_under_its_window()
    {
        using var scope = NewDisposeScope();
        var x = arange(9, dtype: float64).reshape(1, 1, 3, 3);
        var weight = ones([1, 1, 2, 2], dtype: float64);

        Assert.Equal([8.0, 12, 20, 24], Flat(functional.conv2d(x, weight)));
        Assert.Equal([9.0, 13, 21, 25], Flat(functional.conv2d(x, weight, ones([1], dtype: float64))));
        Assert.Equal([1, 1, 2, 2], functional.conv2d(x, weight, strides: [2, 2], padding: [1, 1]).shape);
    }

    [Fact]
    public void A_transposed_convolution_spreads_each_value()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1.0, 2.0]).reshape(1, 1, 1, 2);
        var weight = tensor([1.0, 10.0]).reshape(1, 1, 1, 2);

        Assert.Equal([1.0, 12, 20], Flat(functional.conv_transpose2d(x, weight)));
    }

    [Fact]
    public void Borders_are_filled_as_their_mode_says()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1.0, 2.0, 3.0]).reshape(1, 1, 3);

        Assert.Equal([9.0, 1, 2, 3, 9], Flat(functional.pad(x, [1, 1], PaddingModes.Constant, 9)));
        Assert.Equal([2.0, 1, 2, 3, 2], Flat(functional.pad(x, [1, 1], PaddingModes.Reflect)));
        Assert.Equal([1.0, 1, 2, 3, 3], Flat(functional.pad(x, [1, 1], PaddingModes.Replicate)));
    }

    [Fact]
    public void Pixel_shuffle_interleaves_the_channels_and_unshuffle_undoes_it()
    {
        using var scope = NewDisposeScope();
        var x = arange(4, dtype: float64).reshape(1, 4, 1, 1);

        var shuffled = functional.pixel_shuffle(x, 2);

        Assert.Equal([1, 1, 2, 2], shuffled.shape);
        Assert.Equal([0.0, 1, 2, 3], Flat(shuffled));
        Assert.True(functional.pixel_unshuffle(shuffled, 2).Equals(x));
    }

    [Fact]
    public void Batch_norm_normalises_by_the_batch_and_follows_it()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1.0, 3.0]).reshape(2, 1, 1, 1);
        var mean = zeros([1], dtype: float64);
        var variance = ones([1], dtype: float64);

        var y = functional.batch_norm(x, mean, variance, training: true, momentum: 0.1, eps: 0);

        Assert.Equal([-1.0, 1], Flat(y));
        Assert.Equal(0.2, mean.item<double>(), 12);
        Assert.Equal(1.1, variance.item<double>(), 12);
    }

    [Fact]
    public void Losses_reduce_as_told()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1.0, 4.0]);
        var y = tensor([2.0, 2.0]);

        Assert.Equal(1.5, functional.l1_loss(x, y).item<double>());
        Assert.Equal(5.0, functional.mse_loss(x, y, Reduction.Sum).item<double>());
        Assert.Equal([1.0, 4.0], Flat(functional.mse_loss(x, y, Reduction.None)));
    }

    [Fact]
    public void Fold_counts_how_many_windows_cover_each_pixel()
    {
        using var scope = NewDisposeScope();
        var windows = functional.unfold(ones([1, 1, 3, 3], dtype: float64), 2);

        Assert.Equal([1, 4, 4], windows.shape);
        Assert.Equal([1.0, 2, 1, 2, 4, 2, 1, 2, 1], Flat(functional.fold(windows, (3, 3), (2, 2))));
    }

    [Fact]
    public void Interpolation_repeats_or_averages()
    {
        using var scope = NewDisposeScope();
        var x = tensor([0.0, 2.0]).reshape(1, 1, 1, 2);

        Assert.Equal([0.0, 0, 2, 2, 0, 0, 2, 2], Flat(functional.interpolate(x, scale_factor: [2, 2])));
        Assert.Equal(
            [0.0, 0.5, 1.5, 2],
            Flat(functional.interpolate(x, size: [1, 4], mode: InterpolationMode.Bilinear, align_corners: false)));
    }

    private static double[] Flat(Tensor x) => x.contiguous().view(-1).data<double>().ToArray();
}
