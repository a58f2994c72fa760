#nullable enable
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Reductions over all elements or along dimensions.</content>
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => Native.ts_sum(this, Code(type));

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => sum((ReadOnlySpan<long>)dim, keepdim, type);

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) =>
            Native.ts_sum_dims(this, dim, dim.Length, keepdim, Code(type));

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum([dim], keepdim, type);

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1], keepdim, type);

        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) =>
            sum([dim0, dim1, dim2], keepdim, type);

        public Tensor mean() => Native.ts_mean(this, Code(null));

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            Native.ts_mean_dims(this, dimensions, dimensions.Length, keepdim, Code(type));

        public Tensor prod(ScalarType? type = null) => Native.ts_prod(this, Code(type));

        public Tensor cumsum(long dim, ScalarType? type = null) => Native.ts_cumsum(this, dim, Code(type));

        public Tensor max() => Native.ts_max(this);

        public Tensor max(Tensor other) => maximum(other);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false)
        {
            Native.Check(Native.ts_max_dim(this, dim, keepdim, out var values, out var indices));
            return (new Tensor(values), new Tensor(indices));
        }

        public Tensor min() => Native.ts_min(this);

        public Tensor min(Tensor other) => minimum(other);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false)
        {
            Native.Check(Native.ts_min_dim(this, dim, keepdim, out var values, out var indices));
            return (new Tensor(values), new Tensor(indices));
        }

        public Tensor amax(params long[] dims) => Native.ts_amax(this, dims, dims.Length, false);

        public Tensor amin(params long[] dims) => Native.ts_amin(this, dims, dims.Length, false);

        public Tensor median() => Native.ts_median(this);

        public Tensor argmax() => Native.ts_argmax(this);

        public Tensor argmax(long dim, bool keepdim = false) => Native.ts_argmax_dim(this, dim, keepdim);

        public Tensor argmin() => Native.ts_argmin(this);

        public Tensor argmin(long dim, bool keepdim = false) => Native.ts_argmin_dim(this, dim, keepdim);

        public Tensor all() => Native.ts_all(this);

        public Tensor all(long dim, bool keepdim = false) => Native.ts_all_dim(this, dim, keepdim);

        public Tensor any() => Native.ts_any(this);

        public Tensor any(long dim, bool keepdim = false) => Native.ts_any_dim(this, dim, keepdim);

        /// <summary>The p-norm of all elements.</summary>
        public Tensor norm(float p = 2.0f) => Native.ts_norm(this, p);

        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) => Native.ts_norm_dim(this, p, dim, keepdim);

        public Tensor softmax(long dim, ScalarType? dtype = null) => Native.ts_softmax(this, dim, Code(dtype));

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Native.ts_log_softmax(this, dim, Code(dtype));

        public Tensor logsumexp(long dim, bool keepdim = false) => Native.ts_logsumexp(this, dim, keepdim);

        private static sbyte Code(ScalarType? type) => type.HasValue ? (sbyte)type.Value : (sbyte)-1;
    }
}
