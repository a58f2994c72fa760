#nullable enable
using TorchSharp.Interop;

namespace TorchSharp;

/// <content>Joins, views and parts.</content>
public static partial class torch
{
    public static Tensor cat(IList<Tensor> tensors, long dim = 0)
    {
        var handles = Handles.Of(tensors);
        var result = Native.ts_cat(handles, handles.Length, dim);
        GC.KeepAlive(tensors);
        return result;
    }

    public static Tensor cat(Tensor[] tensors, long dim = 0) => cat((IList<Tensor>)tensors, dim);

    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0)
    {
        var parts = tensors.ToArray();
        var handles = Handles.Of(parts);
        var result = Native.ts_stack(handles, handles.Length, dim);
        GC.KeepAlive(parts);
        return result;
    }

    public static Tensor[] chunk(Tensor input, long chunks, long dim = 0) => input.chunk(chunks, dim);

    public static Tensor[] split(Tensor tensor, long[] split_size_or_sections, long dim = 0L) => tensor.split(split_size_or_sections, dim);

    public static Tensor flatten(Tensor input, long start_dim = 0, long end_dim = -1) => input.flatten(start_dim, end_dim);

    public static Tensor reshape(Tensor input, params long[] shape) => input.reshape(shape);

    public static Tensor squeeze(Tensor input, long? dim = null) => input.squeeze(dim);

    public static Tensor unsqueeze(Tensor input, long dim) => input.unsqueeze(dim);

    public static Tensor transpose(Tensor input, long dim0, long dim1) => input.transpose(dim0, dim1);

    public static Tensor permute(Tensor input, params long[] permutation) => input.permute(permutation);

    public static Tensor narrow(Tensor input, long dim, long start, long length) => input.narrow(dim, start, length);

    public static Tensor clone(Tensor input) => input.clone();
}
