using JsiGan.Collectives;

namespace JsiGan.Training.Distributed;

/// <summary>Where a tensor's elements are, in the memory of its device.</summary>
internal static class TensorAddress
{
    /// <summary>The address of the first element. The caller keeps the tensor alive while it uses the address.</summary>
    /// <exception cref="ArgumentException">The tensor is not contiguous: its elements do not follow each other.</exception>
    public static nint Of(Tensor tensor)
    {
        if (!tensor.is_contiguous())
        {
            throw new ArgumentException(
                $"A tensor of shape [{string.Join(", ", tensor.shape)}] is not contiguous; call contiguous() first.", nameof(tensor));
        }

        using var scope = NewDisposeScope();
        var start = tensor.dtype switch
        {
            ScalarType.Float32 => tensor.storage<float>().data_ptr(),
            ScalarType.Float64 => tensor.storage<double>().data_ptr(),
            ScalarType.Int64 => tensor.storage<long>().data_ptr(),
            var other => throw new ArgumentException(
                $"A tensor of {other} cannot be broadcast; float32, float64 or int64 is expected.", nameof(tensor)),
        };
        return start + (nint)(tensor.storage_offset() * tensor.element_size());
    }

    public static ElementType ElementOf(Tensor tensor) => tensor.dtype switch
    {
        ScalarType.Float32 => ElementType.Float32,
        ScalarType.Float64 => ElementType.Float64,
        var other => throw new ArgumentException($"A tensor of {other} cannot be summed; float32 or float64 is expected.", nameof(tensor)),
    };
}
