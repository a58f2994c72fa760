using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class ReductionTests
{
    [Fact]
    public void Sums_and_means_run_over_the_dimensions_asked_for()
    {
        using var scope = NewDisposeScope();
        var x = arange(6, dtype: float64).reshape(2, 3);

        Assert.Equal(15.0, x.sum().item<double>());
        Assert.Equal([3.0, 12.0], x.sum(1).data<double>().ToArray());
        Assert.Equal([2, 1], x.sum([1], keepdim: true).shape);
        Assert.Equal([1.5, 2.5, 3.5], x.mean([0]).data<double>().ToArray());
        Assert.Equal(ScalarType.Float32, x.sum(type: float32).dtype);
    }

    [Fact]
    public void Variance_divides_by_one_less_unless_told_otherwise()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1.0, 2.0, 3.0, 4.0]);

        Assert.Equal(5.0 / 3, x.var().item<double>(), 12);
        Assert.Equal(Math.Sqrt(5.0 / 3), x.std().item<double>(), 12);
        Assert.Equal(1.25, x.var(0, unbiased: false).item<double>(), 12);
    }

    [Fact]
    public void Extremes_come_with_their_places()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new double[,] { { 1, 5, 3 }, { 9, 7, 8 } });

        var (values, places) = x.max(1);

        Assert.Equal([5.0, 9.0], values.data<double>().ToArray());
        Assert.Equal([1L, 0L], places.data<long>().ToArray());
        Assert.Equal(1.0, x.min().item<double>());
        Assert.Equal(3L, x.argmax().item<long>());
        Assert.Equal([1L, 0L], x.argmax(1).data<long>().ToArray());
    }

    [Fact]
    public void Norms_are_those_of_the_definition()
    {
        using var scope = NewDisposeScope();
        var x = tensor([3.0, -4.0]);

        Assert.Equal(5.0, x.norm().item<double>(), 12);
        Assert.Equal(7.0, x.norm(p: 1f).item<double>(), 12);
    }

    [Fact]
    public void Softmax_sums_to_one()
    {
        using var scope = NewDisposeScope();
        var x = tensor([0.0, Math.Log(3)]);

        var y = x.softmax(0).data<double>();

        Assert.Equal(0.25, y[0], 12);
        Assert.Equal(0.75, y[1], 12);
    }
}
