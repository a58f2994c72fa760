using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <content>Functions of two tensors, or of a tensor and a number.</content>
internal static partial class Native
{
    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_eq(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial Flag ts_eq_(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_eq_number(torch.Tensor x, Scalar y);

    [LibraryImport(Library)]
    internal static partial Flag ts_eq_number_(torch.Tensor x, Scalar y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_ge(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial Flag ts_ge_(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_ge_number(torch.Tensor x, Scalar y);

    [LibraryImport(Library)]
    internal static partial Flag ts_ge_number_(torch.Tensor x, Scalar y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_gt(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial Flag ts_gt_(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_gt_number(torch.Tensor x, Scalar y);

    [LibraryImport(Library)]
    internal static partial Flag ts_gt_number_(torch.Tensor x, Scalar y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_le(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial Flag ts_le_(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_le_number(torch.Tensor x, Scalar y);

    [LibraryImport(Library)]
    internal static partial Flag ts_le_number_(torch.Tensor x, Scalar y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_lt(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial Flag ts_lt_(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_lt_number(torch.Tensor x, Scalar y);

    [LibraryImport(Library)]
    internal static partial Flag ts_lt_number_(torch.Tensor x, Scalar y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_ne(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial Flag ts_ne_(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_ne_number(torch.Tensor x, Scalar y);

    [LibraryImport(Library)]
    internal static partial Flag ts_ne_number_(torch.Tensor x, Scalar y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_mul(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial Flag ts_mul_(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_mul_number(torch.Tensor x, Scalar y);

    [LibraryImport(Library)]
    internal static partial Flag ts_mul_number_(torch.Tensor x, Scalar y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_pow(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial Flag ts_pow_(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_pow_number(torch.Tensor x, Scalar y);

    [LibraryImport(Library)]
    internal static partial Flag ts_pow_number_(torch.Tensor x, Scalar y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_remainder(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial Flag ts_remainder_(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_remainder_number(torch.Tensor x, Scalar y);

    [LibraryImport(Library)]
    internal static partial Flag ts_remainder_number_(torch.Tensor x, Scalar y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_fmod(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial Flag ts_fmod_(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_fmod_number(torch.Tensor x, Scalar y);

    [LibraryImport(Library)]
    internal static partial Flag ts_fmod_number_(torch.Tensor x, Scalar y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_rsub_number(torch.Tensor x, Scalar y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_atan2(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_bitwise_and(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_bitwise_or(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_bitwise_xor(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_floor_divide(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_logical_and(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_logical_or(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_logical_xor(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_maximum(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_minimum(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_matmul(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_mm(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_mv(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_dot(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_bmm(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_outer(torch.Tensor x, torch.Tensor y);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_add(torch.Tensor x, torch.Tensor y, Scalar alpha);

    [LibraryImport(Library)]
    internal static partial Flag ts_add_(torch.Tensor x, torch.Tensor y, Scalar alpha);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_add_number(torch.Tensor x, Scalar y, Scalar alpha);

    [LibraryImport(Library)]
    internal static partial Flag ts_add_number_(torch.Tensor x, Scalar y, Scalar alpha);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_sub(torch.Tensor x, torch.Tensor y, Scalar alpha);

    [LibraryImport(Library)]
    internal static partial Flag ts_sub_(torch.Tensor x, torch.Tensor y, Scalar alpha);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_sub_number(torch.Tensor x, Scalar y, Scalar alpha);

    [LibraryImport(Library)]
    internal static partial Flag ts_sub_number_(torch.Tensor x, Scalar y, Scalar alpha);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial torch.Tensor ts_div(torch.Tensor x, torch.Tensor y, string mode);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial Flag ts_div_(torch.Tensor x, torch.Tensor y, string mode);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial torch.Tensor ts_div_number(torch.Tensor x, Scalar y, string mode);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial Flag ts_div_number_(torch.Tensor x, Scalar y, string mode);

    [LibraryImport(Library)]
    internal static partial Flag ts_allclose(torch.Tensor x, torch.Tensor y, double rtol, double atol, Flag equal_nan, out Flag result);

    [LibraryImport(Library)]
    internal static partial Flag ts_equal(torch.Tensor x, torch.Tensor y, out Flag result);

    [LibraryImport(Library)]
    internal static partial torch.Tensor ts_isclose(torch.Tensor x, torch.Tensor y, double rtol, double atol, Flag equal_nan);
}
