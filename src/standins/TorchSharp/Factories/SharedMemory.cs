#nullable enable
using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

/// <content>Tensors over the memory of a managed array, which stays pinned until the last of them is gone.</content>
public static partial class torch
{
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    public static Tensor from_array(
        Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Shared(rawArray, Lengths(rawArray), dtype, device, requires_grad);

    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null) =>
        data.to(dtype ?? data.dtype, device ?? data.device);

    public static Tensor as_tensor(byte[] rawArray, ScalarType? dtype = null, Device? device = null) =>
        Shared(rawArray, [rawArray.Length], dtype, device, false);

    public static Tensor as_tensor(short[] rawArray, ScalarType? dtype = null, Device? device = null) =>
        Shared(rawArray, [rawArray.Length], dtype, device, false);

    public static Tensor as_tensor(int[] rawArray, ScalarType? dtype = null, Device? device = null) =>
        Shared(rawArray, [rawArray.Length], dtype, device, false);

    public static Tensor as_tensor(long[] rawArray, ScalarType? dtype = null, Device? device = null) =>
        Shared(rawArray, [rawArray.Length], dtype, device, false);

    public static Tensor as_tensor(float[] rawArray, ScalarType? dtype = null, Device? device = null) =>
        Shared(rawArray, [rawArray.Length], dtype, device, false);

    public static Tensor as_tensor(double[] rawArray, ScalarType? dtype = null, Device? device = null) =>
        Shared(rawArray, [rawArray.Length], dtype, device, false);

    private static unsafe Tensor Shared(Array array, ReadOnlySpan<long> size, ScalarType? dtype, Device? device, bool requires_grad)
    {
        var own = Type.GetTypeCode(array.GetType().GetElementType()) switch
        {
            TypeCode.Byte => ScalarType.Byte,
            TypeCode.SByte => ScalarType.Int8,
            TypeCode.Int16 => ScalarType.Int16,
            TypeCode.Int32 => ScalarType.Int32,
            TypeCode.Int64 => ScalarType.Int64,
            TypeCode.Single => ScalarType.Float32,
            TypeCode.Double => ScalarType.Float64,
            TypeCode.Boolean => ScalarType.Bool,
            _ => throw new NotSupportedException($"A tensor cannot hold elements of type {array.GetType().GetElementType()}."),
        };
        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        var shared = Native.ts_from_memory(
            pin.AddrOfPinnedObject(), size, size.Length, GCHandle.ToIntPtr(pin), &Unpin, new TensorOptions(own, CPU));
        var target = InitializeDevice(device);
        if ((dtype ?? own) != own || target.type != DeviceType.CPU)
        {
            shared = shared.to(dtype ?? own, target, disposeAfter: true);
        }

        return requires_grad ? shared.requires_grad_() : shared;
    }

    [UnmanagedCallersOnly]
    private static void Unpin(nint pin) => GCHandle.FromIntPtr(pin).Free();
}
