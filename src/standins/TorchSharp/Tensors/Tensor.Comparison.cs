#nullable enable
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Comparisons and logic.</content>
    public partial class Tensor
    {
        public Tensor eq(Tensor target) => Native.ts_eq(this, target);

        public Tensor eq(Scalar target) => Native.ts_eq_number(this, target);

        public Tensor eq_(Tensor target) => InPlace(Native.ts_eq_(this, target));

        public Tensor eq_(Scalar target) => InPlace(Native.ts_eq_number_(this, target));

        public Tensor ne(Tensor target) => Native.ts_ne(this, target);

        public Tensor ne(Scalar target) => Native.ts_ne_number(this, target);

        public Tensor ne_(Tensor target) => InPlace(Native.ts_ne_(this, target));

        public Tensor ne_(Scalar target) => InPlace(Native.ts_ne_number_(this, target));

        public Tensor lt(Tensor target) => Native.ts_lt(this, target);

        public Tensor lt(Scalar target) => Native.ts_lt_number(this, target);

        public Tensor lt_(Tensor target) => InPlace(Native.ts_lt_(this, target));

        public Tensor lt_(Scalar target) => InPlace(Native.ts_lt_number_(this, target));

        public Tensor le(Tensor target) => Native.ts_le(this, target);

        public Tensor le(Scalar target) => Native.ts_le_number(this, target);

        public Tensor le_(Tensor target) => InPlace(Native.ts_le_(this, target));

        public Tensor le_(Scalar target) => InPlace(Native.ts_le_number_(this, target));

        public Tensor gt(Tensor target) => Native.ts_gt(this, target);

        public Tensor gt(Scalar target) => Native.ts_gt_number(this, target);

        public Tensor gt_(Tensor target) => InPlace(Native.ts_gt_(this, target));

        public Tensor gt_(Scalar target) => InPlace(Native.ts_gt_number_(this, target));

        public Tensor ge(Tensor target) => Native.ts_ge(this, target);

        public Tensor ge(Scalar target) => Native.ts_ge_number(this, target);

        public Tensor ge_(Tensor target) => InPlace(Native.ts_ge_(this, target));

        public Tensor ge_(Scalar target) => InPlace(Native.ts_ge_number_(this, target));

        public Tensor equal(Tensor target) => eq(target);

        public Tensor not_equal(Tensor target) => ne(target);

        public Tensor less(Tensor target) => lt(target);

        public Tensor less_equal(Tensor target) => le(target);

        public Tensor greater(Tensor target) => gt(target);

        public Tensor greater_equal(Tensor target) => ge(target);

        /// <summary>Whether both have the same size and elements.</summary>
        public bool Equals(Tensor target)
        {
            if (target is null)
            {
                return false;
            }

            Native.Check(Native.ts_equal(this, target, out var result));
            return result;
        }

        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false)
        {
            if (target is null)
            {
                return false;
            }

            Native.Check(Native.ts_allclose(this, target, rtol, atol, equal_nan, out var result));
            return result;
        }

        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) =>
            Native.ts_isclose(this, other, rtol, atol, nanEqual);

        public Tensor logical_and(Tensor other) => Native.ts_logical_and(this, other);

        public Tensor logical_or(Tensor other) => Native.ts_logical_or(this, other);

        public Tensor logical_xor(Tensor other) => Native.ts_logical_xor(this, other);
    }
}
