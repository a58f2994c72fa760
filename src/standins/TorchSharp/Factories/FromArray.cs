#nullable enable
using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

/// <content>What all overloads of torch.tensor come down to: a new tensor with a copy of the elements.</content>
public static partial class torch
{
    private static Tensor FromScalar(Scalar value, ScalarType own, ScalarType? dtype, Device? device, bool requires_grad) =>
        Native.ts_full([], 0, value, TensorOptions.OrDefault(dtype ?? own, device, requires_grad));

    private static unsafe Tensor FromArray<T>(
        ReadOnlySpan<T> elements, ReadOnlySpan<long> size, ScalarType own, ScalarType? dtype, Device? device, bool requires_grad)
        where T : unmanaged
    {
        long count = 1;
        foreach (var length in size)
        {
            count *= length;
        }

        if (count != elements.Length)
        {
            throw new ArgumentException(
                $"mismatched total size creating a tensor from an array: {elements.Length} elements for {count} places.");
        }

        var made = Native.ts_empty(size, size.Length, new TensorOptions(own, CPU));
        elements.CopyTo(new Span<T>((void*)made.DataPointer(), elements.Length));
        var target = InitializeDevice(device);
        if ((dtype ?? own) != own || target.type != DeviceType.CPU)
        {
            made = made.to(dtype ?? own, target, disposeAfter: true);
        }

        return requires_grad ? made.requires_grad_() : made;
    }

    private static ReadOnlySpan<T> Elements<T>(Array array)
        where T : unmanaged =>
        MemoryMarshal.CreateReadOnlySpan(
            ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    private static long[] Lengths(Array array) => [.. Enumerable.Range(0, array.Rank).Select(array.GetLongLength)];
}
