using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace JsiGan.Models.Simd;

/// <summary>The live memory of contiguous CPU tensors of any size.</summary>
internal static unsafe class TensorMemory
{
    /// <summary>The address of the first element. The caller keeps <paramref name="tensor"/> alive while it uses the address.</summary>
    /// <exception cref="ArgumentException">The tensor is not contiguous: its elements do not follow each other.</exception>
    public static T* Address<T>(Tensor tensor)
        where T : unmanaged
    {
        if (!tensor.is_contiguous())
        {
            throw new ArgumentException(
                $"A tensor of shape [{string.Join(", ", tensor.shape)}] is not contiguous; call contiguous() first.", nameof(tensor));
        }

        // Tensor.bytes is limited to 2 GiB, so it is used for the first element alone.
        using var flat = tensor.view(-1);
        using var first = flat.narrow(0, 0, 1);
        return (T*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(first.bytes));
    }
}
