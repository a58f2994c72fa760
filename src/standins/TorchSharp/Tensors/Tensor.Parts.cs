#nullable enable
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Cutting a tensor into parts.</content>
    public partial class Tensor
    {
        /// <summary>Parts of <paramref name="size"/> along a dimension; the last may be smaller.</summary>
        public Tensor[] split(long size, int dim = 0)
        {
            var parts = new nint[PartsAtMost(dim)];
            return Handles.Take(parts, Native.ts_split(this, size, dim, parts));
        }

        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0)
        {
            var parts = new nint[sizes.Length];
            return Handles.Take(parts, Native.ts_split_sizes(this, sizes, sizes.Length, dim, parts));
        }

        public Tensor[] split(long[] sizes, long dim = 0) => split((ReadOnlySpan<long>)sizes, dim);

        /// <summary>At most <paramref name="chunks"/> parts of one size along a dimension; the last may be smaller.</summary>
        public Tensor[] chunk(long chunks, long dim = 0L)
        {
            var parts = new nint[Math.Max(1, chunks)];
            return Handles.Take(parts, Native.ts_chunk(this, chunks, dim, parts));
        }

        /// <summary>The slices along a dimension, without it.</summary>
        public Tensor[] unbind(long dimension = 0L)
        {
            var parts = new nint[PartsAtMost((int)dimension)];
            return Handles.Take(parts, Native.ts_unbind(this, dimension, parts));
        }

        private long PartsAtMost(int dim) => Math.Max(1, size(dim));
    }
}
