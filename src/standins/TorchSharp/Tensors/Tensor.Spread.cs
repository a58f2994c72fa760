#nullable enable
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Variance and standard deviation, with n - 1 in the divisor unless told otherwise.</content>
    public partial class Tensor
    {
        public Tensor std(bool unbiased = true) => Native.ts_std(this, [], 0, unbiased, false);

        public Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Typed(Native.ts_std(this, dimensions, dimensions.Length, unbiased, keepdim), type);

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std((ReadOnlySpan<long>)dimensions, unbiased, keepdim, type);

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std([dim], unbiased, keepdim, type);

        /// <exception cref="NotSupportedException">unbiased is false, which TorchSharp 0.107 ignores here.</exception>
        public Tensor var(bool unbiased = true) => unbiased
            ? Native.ts_var(this, [], 0, unbiased, false)
            : throw new NotSupportedException(
                "TorchSharp 0.107 divides by n - 1 whatever is asked; name the dimensions: var(dimensions, unbiased: false).");

        public Tensor var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Typed(Native.ts_var(this, dimensions, dimensions.Length, unbiased, keepdim), type);

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var((ReadOnlySpan<long>)dimensions, unbiased, keepdim, type);

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var([dim], unbiased, keepdim, type);

        public (Tensor @var, Tensor mean) var_mean(bool unbiased = true)
        {
            Native.Check(Native.ts_var_mean(this, [], 0, unbiased, false, out var variance, out var mean));
            return (new Tensor(variance), new Tensor(mean));
        }

        private static Tensor Typed(Tensor result, ScalarType? type) =>
            type.HasValue && result.dtype != type.Value ? result.to_type(type.Value, disposeAfter: true) : result;
    }
}
