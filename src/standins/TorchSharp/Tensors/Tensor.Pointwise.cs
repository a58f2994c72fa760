#nullable enable
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Functions of one tensor, element by element.</content>
    public partial class Tensor
    {
        public Tensor abs() => Native.ts_abs(this);

        public Tensor bitwise_not() => Native.ts_bitwise_not(this);

        public Tensor ceil() => Native.ts_ceil(this);

        public Tensor cos() => Native.ts_cos(this);

        public Tensor erf() => Native.ts_erf(this);

        public Tensor erfinv() => Native.ts_erfinv(this);

        public Tensor exp() => Native.ts_exp(this);

        public Tensor expm1() => Native.ts_expm1(this);

        public Tensor floor() => Native.ts_floor(this);

        public Tensor frac() => Native.ts_frac(this);

        public Tensor isfinite() => Native.ts_isfinite(this);

        public Tensor isinf() => Native.ts_isinf(this);

        public Tensor isnan() => Native.ts_isnan(this);

        public Tensor log() => Native.ts_log(this);

        public Tensor log10() => Native.ts_log10(this);

        public Tensor log1p() => Native.ts_log1p(this);

        public Tensor log2() => Native.ts_log2(this);

        public Tensor log_sigmoid() => Native.ts_log_sigmoid(this);

        public Tensor logical_not() => Native.ts_logical_not(this);

        public Tensor neg() => Native.ts_neg(this);

        public Tensor reciprocal() => Native.ts_reciprocal(this);

        public Tensor relu() => Native.ts_relu(this);

        public Tensor rsqrt() => Native.ts_rsqrt(this);

        public Tensor sigmoid() => Native.ts_sigmoid(this);

        public Tensor sign() => Native.ts_sign(this);

        public Tensor sin() => Native.ts_sin(this);

        public Tensor sqrt() => Native.ts_sqrt(this);

        public Tensor tan() => Native.ts_tan(this);

        public Tensor tanh() => Native.ts_tanh(this);

        public Tensor trunc() => Native.ts_trunc(this);

        public Tensor absolute() => abs();

        public Tensor negative() => neg();

        public Tensor square() => pow(2);

        public Tensor round(long decimals = 0L) => Native.ts_round(this, decimals);

        public Tensor abs_() => InPlace(Native.ts_abs_(this));

        public Tensor bitwise_not_() => InPlace(Native.ts_bitwise_not_(this));

        public Tensor ceil_() => InPlace(Native.ts_ceil_(this));

        public Tensor cos_() => InPlace(Native.ts_cos_(this));

        public Tensor erf_() => InPlace(Native.ts_erf_(this));

        public Tensor erfinv_() => InPlace(Native.ts_erfinv_(this));

        public Tensor exp_() => InPlace(Native.ts_exp_(this));

        public Tensor expm1_() => InPlace(Native.ts_expm1_(this));

        public Tensor floor_() => InPlace(Native.ts_floor_(this));

        public Tensor frac_() => InPlace(Native.ts_frac_(this));

        public Tensor log_() => InPlace(Native.ts_log_(this));

        public Tensor log10_() => InPlace(Native.ts_log10_(this));

        public Tensor log1p_() => InPlace(Native.ts_log1p_(this));

        public Tensor log2_() => InPlace(Native.ts_log2_(this));

        public Tensor logical_not_() => InPlace(Native.ts_logical_not_(this));

        public Tensor neg_() => InPlace(Native.ts_neg_(this));

        public Tensor reciprocal_() => InPlace(Native.ts_reciprocal_(this));

        public Tensor relu_() => InPlace(Native.ts_relu_(this));

        public Tensor rsqrt_() => InPlace(Native.ts_rsqrt_(this));

        public Tensor sigmoid_() => InPlace(Native.ts_sigmoid_(this));

        public Tensor sign_() => InPlace(Native.ts_sign_(this));

        public Tensor sin_() => InPlace(Native.ts_sin_(this));

        public Tensor sqrt_() => InPlace(Native.ts_sqrt_(this));

        public Tensor tan_() => InPlace(Native.ts_tan_(this));

        public Tensor tanh_() => InPlace(Native.ts_tanh_(this));

        public Tensor trunc_() => InPlace(Native.ts_trunc_(this));

        public Tensor round_(long decimals = 0L) => InPlace(Native.ts_round_(this, decimals));

        private Tensor InPlace(bool succeeded)
        {
            Native.Check(succeeded);
            return this;
        }
    }
}
