using System.Collections;

namespace TorchSharp.Utils;

/// <summary>The elements of a tensor of the CPU in row-major order, whatever its strides.</summary>
public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly torch.Tensor _tensor;
    private readonly IntPtr _data;
    private readonly long[] _shape;
    private readonly long[] _strides;
    private readonly bool _contiguous;

    internal TensorAccessor(torch.Tensor tensor)
    {
        _tensor = tensor;
        _shape = tensor.shape;
        _strides = tensor.stride();
        _contiguous = tensor.is_contiguous();
        _data = tensor.DataPointer();
        Count = tensor.numel();
    }

    public long Count { get; }

    public bool IsReadOnly => false;

    public unsafe T this[params long[] indices]
    {
        get => ((T*)_data)[Offset(indices)];
        set => ((T*)_data)[Offset(indices)] = value;
    }

    public T[] ToArray()
    {
        var result = new T[Count];
        if (Count > 0)
        {
            CopyTo(result);
        }

        return result;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies from the element <paramref name="tensorIndex"/> on, as much as there is and fits.</summary>
    public unsafe void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var target = Window(array, arrayIndex, tensorIndex);
        if (_contiguous)
        {
            new ReadOnlySpan<T>((T*)_data + tensorIndex, target.Length).CopyTo(target);
            return;
        }

        for (var i = 0; i < target.Length; i++)
        {
            target[i] = ((T*)_data)[Offset(tensorIndex + i)];
        }
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    /// <summary>Overwrites from the element <paramref name="tensorIndex"/> on, as much as there is and fits.</summary>
    public unsafe void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        RequireIndex(tensorIndex);
        var source = array[arrayIndex..][..(int)Math.Min(array.Length - arrayIndex, Count - tensorIndex)];
        if (_contiguous)
        {
            source.CopyTo(new Span<T>((T*)_data + tensorIndex, source.Length));
            return;
        }

        for (var i = 0; i < source.Length; i++)
        {
            ((T*)_data)[Offset(tensorIndex + i)] = source[i];
        }
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Does nothing: the tensor stays its owner's.</summary>
    public void Dispose() => GC.KeepAlive(_tensor);

    private Span<T> Window(Span<T> array, int arrayIndex, long tensorIndex)
    {
        RequireIndex(tensorIndex);
        return array[arrayIndex..][..(int)Math.Min(array.Length - arrayIndex, Count - tensorIndex)];
    }

    private void RequireIndex(long index)
    {
        if (index < 0 || index >= Count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"The tensor has {Count} elements.");
        }
    }

    private long Offset(long[] indices)
    {
        if (indices.Length == 1)
        {
            if (indices[0] < 0 || indices[0] >= Count)
            {
                throw new IndexOutOfRangeException($"Index {indices[0]} of {Count} elements.");
            }

            return Offset(indices[0]);
        }

        long offset = 0;
        for (var i = 0; i < _shape.Length; i++)
        {
            if (indices[i] < 0 || indices[i] >= _shape[i])
            {
                throw new IndexOutOfRangeException($"{indices[i]} >= {_shape[i]} in dimension {i}.");
            }

            offset += indices[i] * _strides[i];
        }

        return offset;
    }

    private long Offset(long index)
    {
        if (_contiguous)
        {
            return index;
        }

        long offset = 0;
        for (var i = _shape.Length - 1; i >= 0; i--)
        {
            index = Math.DivRem(index, _shape[i], out var place);
            offset += place * _strides[i];
        }

        return offset;
    }
}
