#nullable enable
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor randn(
        ReadOnlySpan<long> size,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        Native.ts_randn(size, size.Length, generator?.Handle ?? 0, TensorOptions.OrDefault(dtype, device, requires_grad));

    public static Tensor randn(
        long[] size,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randn((ReadOnlySpan<long>)size, dtype, device, requires_grad, generator);

    public static Tensor randn(
        long size,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randn((ReadOnlySpan<long>)[size], dtype, device, requires_grad, generator);

    public static Tensor randn(
        long rows, long columns,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randn((ReadOnlySpan<long>)[rows, columns], dtype, device, requires_grad, generator);

    public static Tensor randn(
        long dim0, long dim1, long dim2,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randn((ReadOnlySpan<long>)[dim0, dim1, dim2], dtype, device, requires_grad, generator);

    public static Tensor randn(
        long dim0, long dim1, long dim2, long dim3,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randn((ReadOnlySpan<long>)[dim0, dim1, dim2, dim3], dtype, device, requires_grad, generator);

    public static Tensor randn(
        int size,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randn((ReadOnlySpan<long>)[size], dtype, device, requires_grad, generator);

    public static Tensor randn(
        int rows, int columns,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randn((ReadOnlySpan<long>)[rows, columns], dtype, device, requires_grad, generator);

    public static Tensor randn(
        int dim0, int dim1, int dim2,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randn((ReadOnlySpan<long>)[dim0, dim1, dim2], dtype, device, requires_grad, generator);

    public static Tensor randn(
        int dim0, int dim1, int dim2, int dim3,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randn((ReadOnlySpan<long>)[dim0, dim1, dim2, dim3], dtype, device, requires_grad, generator);
}
