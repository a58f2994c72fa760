#nullable enable
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor arange(
        Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        var whole = is_integral(start.Type) && is_integral(stop.Type) && is_integral(step.Type);
        dtype ??= whole ? ScalarType.Int64 : get_default_dtype();
        return Native.ts_arange(start, stop, step, TensorOptions.OrDefault(dtype, device, requires_grad));
    }

    public static Tensor arange(
        Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    public static Tensor linspace(
        double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Native.ts_linspace(start, end, steps, TensorOptions.OrDefault(dtype, device, requires_grad));

    public static Tensor eye(
        long rows,
        long columns = -1L,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null) =>
        Native.ts_eye(rows, columns < 0 ? rows : columns, TensorOptions.OrDefault(dtype, device, requires_grad));

    public static Tensor randint(
        long low,
        long high,
        long[] size,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        Generator? generator = null,
        string[]? names = null) =>
        Native.ts_randint(
            low,
            high,
            size,
            size.Length,
            generator?.Handle ?? 0,
            TensorOptions.OrDefault(dtype ?? ScalarType.Int64, device, requires_grad));

    public static Tensor randint(
        long high,
        long[] size,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        Generator? generator = null,
        string[]? names = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator);

    public static Tensor randperm(
        long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Native.ts_randperm(n, generator?.Handle ?? 0, TensorOptions.OrDefault(dtype ?? ScalarType.Int64, device, requires_grad));
}
