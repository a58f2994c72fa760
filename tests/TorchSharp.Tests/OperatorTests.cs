using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class OperatorTests
{
    [Fact]
    public void Operators_work_with_numbers_on_either_side()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1.0, 2.0, 4.0]);

        AssertElements([3, 4, 6], x + 2);
        AssertElements([3, 4, 6], 2.0 + x);
        AssertElements([-1, 0, 2], x - 2);
        AssertElements([1, 0, -2], 2 - x);
        AssertElements([2, 4, 8], x * 2.0);
        AssertElements([0.5, 1, 2], x / 2);
        AssertElements([8, 4, 2], 8.0 / x);
        AssertElements([-1, -2, -4], -x);
        AssertElements([1, 0, 0], x % 2);
    }

    [Fact]
    public void In_place_forms_change_the_tensor_and_return_it()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1.0, 2.0]);

        var result = x.add_(1).mul_(tensor([2.0, 3.0])).sub_(1).div_(2);

        Assert.Same(x, result);
        AssertElements([1.5, 4], x);
    }

    [Fact]
    public void Compound_updates_follow_their_formulas()
    {
        using var scope = NewDisposeScope();
        var (x, y, z) = (tensor([1.0]), tensor([6.0]), tensor([3.0]));

        AssertElements([37], x.addcmul(y, z, 2));
        AssertElements([5], x.addcdiv(y, z, 2));
        AssertElements([3.5], x.lerp(y, tensor(0.5)));
        AssertElements([19], x.clone().add_(y, alpha: 3));
    }

    [Fact]
    public void Pointwise_functions_agree_with_the_math_library()
    {
        using var scope = NewDisposeScope();
        double[] values = [0.25, 1, 2.5];
        var x = tensor(values);

        AssertElements(values.Select(value => Math.Sqrt(value)), x.sqrt());
        AssertElements(values.Select(value => 1 / Math.Sqrt(value)), x.rsqrt());
        AssertElements(values.Select(value => Math.Exp(value)), x.exp());
        AssertElements(values.Select(value => Math.Log(value)), x.log());
        AssertElements(values.Select(value => Math.Tanh(value)), x.tanh());
        AssertElements(values.Select(value => 1 / (1 + Math.Exp(-value))), x.sigmoid());
        AssertElements(values.Select(value => value * value * value), x.pow(3));
        AssertElements([0, 1, 2], x.floor());
        AssertElements([0, 1, 2], x.round());
    }

    [Fact]
    public void Relu_and_clamp_bound_the_values()
    {
        using var scope = NewDisposeScope();
        var x = tensor([-2.0, -0.5, 0.5, 2.0]);

        AssertElements([0, 0, 0.5, 2], x.relu());
        AssertElements([-1, -0.5, 0.5, 1], x.clamp(-1, 1));
        AssertElements([-2, -0.5, 0.5, 1], x.clamp(max: 1.0));
        AssertElements([-0.5, -0.5, 0.5, 2], x.clamp_min(-0.5));
        AssertElements([-1, -1, 1, 1], x.sign());
    }

    [Fact]
    public void Comparisons_make_masks_that_select()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1.0, 2.0, 3.0]);
        var y = tensor([3.0, 2.0, 1.0]);

        Assert.Equal([false, false, true], (x > y).data<bool>().ToArray());
        Assert.Equal([true, true, false], (x <= y).data<bool>().ToArray());
        Assert.Equal([false, true, false], x.eq(y).data<bool>().ToArray());
        AssertElements([3, 2, 3], torch.where(x > y, x, y));
        AssertElements([3, 2, 3], x.maximum(y));
        Assert.True(x.ge(1).all().item<bool>());
        Assert.True(x.gt(2.5).any().item<bool>());
    }

    [Fact]
    public void Closeness_counts_relative_and_absolute_tolerance()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1.0, 100.0]);

        Assert.True(x.allclose(x + 1e-9));
        Assert.False(x.allclose(x + 1e-2));
        Assert.True(x.allclose(x + 1e-2, rtol: 0, atol: 0.02));
        Assert.True(x.Equals(x.clone()));
    }

    [Fact]
    public void Infinities_and_nan_are_found()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1.0, double.NaN, double.PositiveInfinity]);

        Assert.Equal([true, false, false], x.isfinite().data<bool>().ToArray());
        Assert.Equal([false, true, false], x.isnan().data<bool>().ToArray());
    }

    [Fact]
    public void Products_of_matrices_and_vectors_are_those_of_the_definition()
    {
        using var scope = NewDisposeScope();
        var a = tensor(new double[,] { { 1, 2 }, { 3, 4 } });
        var v = tensor([5.0, 6.0]);

        AssertElements([7, 10, 15, 22], a.mm(a));
        AssertElements([7, 10, 15, 22], a.matmul(a));
        AssertElements([17, 39], a.mv(v));
        Assert.Equal(61.0, v.dot(v).item<double>());
    }

    private static void AssertElements(IEnumerable<double> expected, Tensor actual)
    {
        var flat = actual.contiguous().view(-1);
        Assert.Equal(expected, flat.data<double>().ToArray(), (x, y) => Math.Abs(x - y) < 1e-12);
    }
}
