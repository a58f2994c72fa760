using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class TensorDataTests
{
    [Fact]
    public void A_tensor_copies_the_array_it_is_made_from()
    {
        using var scope = NewDisposeScope();
        var source = new[] { 1f, 2f, 3f, 4f, 5f, 6f };

        var x = tensor(source, [2, 3]);
        source[0] = 9;

        Assert.Equal([2, 3], x.shape);
        Assert.Equal(ScalarType.Float32, x.dtype);
        Assert.Equal([1f, 2f, 3f, 4f, 5f, 6f], x.data<float>().ToArray().Cast<float>());
    }

    [Fact]
    public void Each_managed_type_has_its_element_type()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(ScalarType.Byte, tensor(new byte[] { 1 }).dtype);
        Assert.Equal(ScalarType.Int16, tensor(new short[] { 1 }).dtype);
        Assert.Equal(ScalarType.Int32, tensor([1]).dtype);
        Assert.Equal(ScalarType.Int64, tensor([1L]).dtype);
        Assert.Equal(ScalarType.Float64, tensor([1.0]).dtype);
        Assert.Equal(ScalarType.Bool, tensor([true]).dtype);
        Assert.Equal(ScalarType.Float64, tensor([1f], dtype: float64).dtype);
    }

    [Fact]
    public void A_rectangular_array_keeps_its_shape()
    {
        using var scope = NewDisposeScope();

        var x = tensor(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } });

        Assert.Equal([2, 3], x.shape);
        Assert.Equal(6.0, x[1, 2].item<double>());
    }

    [Fact]
    public void The_accessor_follows_the_strides()
    {
        using var scope = NewDisposeScope();
        var x = arange(6, dtype: float64).reshape(2, 3).t();
        var copy = new double[6];

        x.data<double>().CopyTo(copy);

        Assert.False(x.is_contiguous());
        Assert.Equal([0, 3, 1, 4, 2, 5], copy);
        Assert.Equal(4, x.data<double>()[1, 1]);
    }

    [Fact]
    public void The_accessor_writes_into_the_tensor()
    {
        using var scope = NewDisposeScope();
        var x = zeros(4, dtype: float32);

        x.data<float>().CopyFrom([1f, 2f, 3f, 4f]);

        Assert.Equal(10f, x.sum().item<float>());
    }

    [Fact]
    public void Bytes_are_the_live_memory()
    {
        using var scope = NewDisposeScope();
        var x = zeros(2, dtype: float32);

        MemoryMarshal.Cast<byte, float>(x.bytes)[1] = 7;

        Assert.Equal(7f, x[1].item<float>());
    }

    [Fact]
    public void Bytes_of_a_transposed_tensor_are_refused()
    {
        using var scope = NewDisposeScope();
        var x = zeros(2, 3).t();

        Assert.Throws<InvalidOperationException>(() => x.bytes.Length);
    }

    [Fact]
    public void Reading_another_element_type_is_refused()
    {
        using var scope = NewDisposeScope();
        var x = zeros(1, dtype: float32);

        Assert.Throws<ArgumentException>(() => x.item<double>());
        Assert.Equal(0.0, x.ToDouble());
    }

    [Fact]
    public void A_storage_points_to_the_elements()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1f, 2f, 3f]);

        var address = x.storage<float>().data_ptr();

        Assert.Equal(2f, Marshal.PtrToStructure<float>(address + sizeof(float)));
    }

    [Fact]
    public void A_tensor_over_an_array_shares_its_memory()
    {
        using var scope = NewDisposeScope();
        var source = new[] { 1f, 2f };

        var x = from_array(source);
        source[1] = 8;

        Assert.Equal(8f, x[1].item<float>());
    }

    [Theory]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Int8)]
    public void Conversion_there_and_back_keeps_small_integers(ScalarType through)
    {
        using var scope = NewDisposeScope();
        var x = arange(-8, 8, dtype: float32);

        Assert.True(x.to(through).to(float32).Equals(x));
    }

    [Fact]
    public void To_the_same_type_shares_memory_unless_a_copy_is_asked_for()
    {
        using var scope = NewDisposeScope();
        var x = zeros(1);

        var same = x.to(float32);
        var copy = x.to(float32, copy: true);
        x.fill_(3);

        Assert.Equal(3f, same.item<float>());
        Assert.Equal(0f, copy.item<float>());
    }

    [Fact]
    public void A_size_that_does_not_fit_names_both_numbers()
    {
        using var scope = NewDisposeScope();
        var x = zeros(6);

        var failure = Assert.Throws<ExternalException>(() => x.view(4, 2));

        Assert.Contains("[4, 2]", failure.Message);
        Assert.Contains("6", failure.Message);
    }

    [Fact]
    public void A_failure_leaves_nothing_behind_for_the_next_call()
    {
        using var scope = NewDisposeScope();
        var x = zeros(2, 3);
        Assert.Throws<ExternalException>(() => x.mm(x));

        Assert.Equal([2, 2], x.mm(x.t()).shape);
    }

    [Fact]
    public void A_disposed_tensor_is_refused()
    {
        var x = zeros(2);
        x.Dispose();

        Assert.True(x.IsInvalid);
        Assert.Throws<InvalidOperationException>(() => x + 1);
    }
}
