#nullable enable
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Views of a tensor in another shape.</content>
    public partial class Tensor
    {
        public Tensor T => t();

        public Tensor mT => transpose(-2, -1);

        public Tensor view(params long[] shape) => Native.ts_view(this, shape, shape.Length);

        public Tensor view_as(Tensor other) => view(other.shape);

        public Tensor reshape(params long[] shape) => Native.ts_reshape(this, shape, shape.Length);

        public Tensor permute(params long[] permutation) => Native.ts_permute(this, permutation, permutation.Length);

        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());

        public Tensor transpose(long dim0, long dim1) => Native.ts_transpose(this, dim0, dim1);

        public Tensor t() => Dimensions < 2 ? alias() : transpose(0, 1);

        public Tensor squeeze(long? dim = null) => dim.HasValue ? Native.ts_squeeze_dim(this, dim.Value) : Native.ts_squeeze(this);

        public Tensor unsqueeze(long dim) => Native.ts_unsqueeze(this, dim);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Native.ts_flatten(this, start_dim, end_dim);

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) =>
            Native.ts_expand(this, sizes, sizes.Length, isImplicit);

        public Tensor expand(long[] sizes, bool isImplicit = false) => expand((ReadOnlySpan<long>)sizes, isImplicit);

        public Tensor expand(params long[] sizes) => expand((ReadOnlySpan<long>)sizes);

        public Tensor expand_as(Tensor other) => expand(other.shape);

        public Tensor broadcast_to(params long[] shape) => expand((ReadOnlySpan<long>)shape);

        public Tensor repeat(params long[] sizes) => Native.ts_repeat(this, sizes, sizes.Length);

        public Tensor flip(params long[] dims) => Native.ts_flip(this, dims, dims.Length);

        public Tensor roll(long shifts, long? dims = null) =>
            Native.ts_roll(this, [shifts], 1, dims.HasValue ? [dims.Value] : [], dims.HasValue ? 1 : 0);

        public Tensor roll(long[] shifts, long[] dims) => Native.ts_roll(this, shifts, shifts.Length, dims, dims.Length);

        public Tensor narrow(long dim, long start, long length) => Native.ts_narrow(this, dim, start, length);

        public Tensor slice(long dim, long start, long finish, long step) => Native.ts_slice(this, dim, start, finish, step);

        public Tensor select(long dim, long index) => Native.ts_select(this, dim, index);

        public Tensor unfold(long dimension, long size, long step) => Native.ts_unfold_dim(this, dimension, size, step);

        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0L) => size.Length == strides.Length
            ? Native.ts_as_strided(this, size, strides, size.Length, storageOffset)
            : throw new ArgumentException($"A size of {size.Length} dimensions needs as many strides; there are {strides.Length}.");

        public Tensor triu(long diagonal = 0) => Native.ts_triu(this, diagonal);

        public Tensor tril(long diagonal = 0) => Native.ts_tril(this, diagonal);
    }
}
