using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class ShapeTests
{
    [Fact]
    public void Views_share_memory()
    {
        using var scope = NewDisposeScope();
        var x = zeros(2, 3);

        x.view(6).narrow(0, 1, 2).fill_(1);

        Assert.Equal([0f, 1f, 1f, 0f, 0f, 0f], Flat(x));
    }

    [Fact]
    public void Permute_transpose_and_squeeze_move_dimensions()
    {
        using var scope = NewDisposeScope();
        var x = zeros(2, 1, 3, 4);

        Assert.Equal([4, 3, 2, 1], x.permute(3, 2, 0, 1).shape);
        Assert.Equal([2, 4, 3, 1], x.transpose(1, 3).shape);
        Assert.Equal([2, 3, 4], x.squeeze(1).shape);
        Assert.Equal([2, 3, 4], x.squeeze().shape);
        Assert.Equal([1, 2, 1, 3, 4], x.unsqueeze(0).shape);
        Assert.Equal([2, 12], x.flatten(1).shape);
        Assert.Equal([5, 2, 1, 3, 4], x.expand(5, 2, 1, 3, 4).shape);
        Assert.Equal([12, 12, 4, 1], x.stride());
    }

    [Fact]
    public void Joins_undo_splits()
    {
        using var scope = NewDisposeScope();
        var x = arange(10, dtype: float32).reshape(5, 2);

        Assert.Equal([2L, 2, 1], x.split(2).Select(part => part.shape[0]));
        Assert.Equal([1L, 4], x.split([1, 4]).Select(part => part.shape[0]));
        Assert.Equal([3L, 2], x.chunk(2).Select(part => part.shape[0]));
        Assert.True(cat(x.split(2)).Equals(x));
        Assert.True(stack(x.unbind()).Equals(x));
    }

    [Fact]
    public void Indices_read_and_write()
    {
        using var scope = NewDisposeScope();
        var x = arange(12, dtype: float32).reshape(3, 4);

        Assert.Equal(6f, x[1, 2].item<float>());
        Assert.Equal([4f, 5f, 6f, 7f], Flat(x[1]));
        Assert.Equal([1f, 5f, 9f], Flat(x[TensorIndex.Colon, TensorIndex.Single(1)]));
        Assert.Equal([8f, 9f], Flat(x[^1, ..2]));
        Assert.Equal([0f, 2f], Flat(x[TensorIndex.Single(0), TensorIndex.Slice(step: 2)]));
        Assert.Equal([3f, 7f, 11f], Flat(x[TensorIndex.Ellipsis, TensorIndex.Single(-1)]));
        Assert.Equal([3, 1, 4], x[TensorIndex.Colon, TensorIndex.None].shape);
        Assert.Equal([10f, 11f], Flat(x[x > 9]));

        x[0] = zeros(4);
        x[1, 2] = tensor(100f);

        Assert.Equal([0f, 0f, 0f, 0f, 4f, 5f, 100f, 7f, 8f, 9f, 10f, 11f], Flat(x));
    }

    [Fact]
    public void Select_slice_flip_and_roll_pick_in_order()
    {
        using var scope = NewDisposeScope();
        var x = arange(6, dtype: float32);

        Assert.Equal([1f, 3f], Flat(x.slice(0, 1, 5, 2)));
        Assert.Equal(4f, x.select(0, 4).item<float>());
        Assert.Equal([5f, 4f, 3f, 2f, 1f, 0f], Flat(x.flip(0)));
        Assert.Equal([5f, 0f, 1f, 2f, 3f, 4f], Flat(x.roll(1, 0)));
        Assert.Equal([2f, 0f], Flat(x.index_select(0, tensor([2L, 0L]))));
    }

    private static float[] Flat(Tensor x) => x.contiguous().view(-1).data<float>().ToArray();
}
