using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <content>Functions of one tensor.</content>
internal static partial class Native
{
    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_abs(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_bitwise_not(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_ceil(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_cos(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_erf(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_erfinv(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_exp(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_expm1(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_floor(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_frac(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_log(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_log10(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_log1p(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_log2(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_logical_not(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_neg(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_reciprocal(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_relu(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_rsqrt(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_sigmoid(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_sign(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_sin(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_sqrt(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_tan(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_tanh(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_trunc(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_isfinite(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_isinf(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_isnan(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_log_sigmoid(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_abs_(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_bitwise_not_(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_ceil_(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_cos_(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_erf_(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_erfinv_(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_exp_(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_expm1_(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_floor_(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_frac_(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_log_(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_log10_(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_log1p_(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_log2_(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_logical_not_(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_neg_(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_reciprocal_(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_relu_(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_rsqrt_(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_sigmoid_(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_sign_(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_sin_(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_sqrt_(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_tan_(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_tanh_(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial Flag ts_trunc_(torch.Tensor x);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_round(torch.Tensor x, long decimals);

    [LibraryImport(Library)]
    internal static partial Flag ts_round_(torch.Tensor x, long decimals);
}
