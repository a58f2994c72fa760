#nullable enable

using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// Tensors in a stream, as TorchSharp writes them: element type, number of dimensions and sizes in LEB128, then the elements, row-major.
/// </summary>
public static partial class TensorExtensionMethods
{
    public static void Save(this Tensor tensor, BinaryWriter writer)
    {
        writer.Encode((int)tensor.dtype);
        var shape = tensor.shape;
        writer.Encode(shape.Length);
        foreach (var size in shape)
            writer.Encode(size);
        using var values = tensor.detach();
        using var near = values.cpu();
        using var plain = near.contiguous();
        writer.Write(plain.bytes);
    }

    /// <summary>Reads a tensor in place; with <paramref name="skip"/> the stream is moved past it.</summary>
    /// <exception cref="ArgumentException">The stream has another element type or shape.</exception>
    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false)
    {
        using var read = Load(reader, skip);
        if (read.dtype != tensor.dtype)
            throw new ArgumentException($"The tensor is of {tensor.dtype}, and the stream has one of {read.dtype}.");
        if (skip)
            return;
        if (!read.shape.SequenceEqual(tensor.shape))
        {
            throw new ArgumentException(
                $"The tensor is {string.Join(" x ", tensor.shape)}, and the stream has one of {string.Join(" x ", read.shape)}.");
        }
        using var _ = no_grad();
        tensor.copy_(read);
    }

    /// <summary>Reads a new tensor on the CPU; with <paramref name="skip"/> one of zeros, and the stream is moved past it.</summary>
    public static Tensor Load(BinaryReader reader, bool skip = false)
    {
        var type = (ScalarType)reader.Decode();
        var shape = new long[reader.Decode()];
        for (var i = 0; i < shape.Length; i++)
            shape[i] = reader.Decode();
        var result = skip ? zeros(shape, type) : empty(shape, type);
        if (skip)
            reader.BaseStream.Seek(result.NumberOfElements * result.ElementSize, SeekOrigin.Current);
        else
            reader.BaseStream.ReadExactly(result.bytes);
        return result;
    }
}
