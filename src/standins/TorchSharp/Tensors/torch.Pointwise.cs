#nullable enable
namespace TorchSharp;

/// <content>Functions of one tensor, element by element.</content>
public static partial class torch
{
    public static Tensor abs(Tensor input) => input.abs();

    public static Tensor bitwise_not(Tensor input) => input.bitwise_not();

    public static Tensor ceil(Tensor input) => input.ceil();

    public static Tensor cos(Tensor input) => input.cos();

    public static Tensor erf(Tensor input) => input.erf();

    public static Tensor exp(Tensor input) => input.exp();

    public static Tensor expm1(Tensor input) => input.expm1();

    public static Tensor floor(Tensor input) => input.floor();

    public static Tensor frac(Tensor input) => input.frac();

    public static Tensor isfinite(Tensor tensor) => tensor.isfinite();

    public static Tensor isinf(Tensor tensor) => tensor.isinf();

    public static Tensor isnan(Tensor input) => input.isnan();

    public static Tensor log(Tensor input) => input.log();

    public static Tensor log10(Tensor input) => input.log10();

    public static Tensor log1p(Tensor input) => input.log1p();

    public static Tensor log2(Tensor input) => input.log2();

    public static Tensor logical_not(Tensor input) => input.logical_not();

    public static Tensor neg(Tensor input) => input.neg();

    public static Tensor reciprocal(Tensor input) => input.reciprocal();

    public static Tensor rsqrt(Tensor input) => input.rsqrt();

    public static Tensor sigmoid(Tensor input) => input.sigmoid();

    public static Tensor sign(Tensor input) => input.sign();

    public static Tensor sin(Tensor input) => input.sin();

    public static Tensor sqrt(Tensor input) => input.sqrt();

    public static Tensor square(Tensor input) => input.square();

    public static Tensor tan(Tensor input) => input.tan();

    public static Tensor tanh(Tensor input) => input.tanh();

    public static Tensor trunc(Tensor input) => input.trunc();

    public static Tensor round(Tensor input, long decimals = 0L) => input.round(decimals);
}
