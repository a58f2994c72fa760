namespace TorchSharp.Interop;

/// <summary>Lists of tensors on their way to the shim and back. The caller keeps the tensors alive for the call.</summary>
internal static class Handles
{
    internal static nint[] Of(IEnumerable<torch.Tensor> tensors) =>
        tensors is null ? [] : tensors.Select(tensor => tensor is null ? 0 : tensor.Handle).ToArray();

    /// <summary>The tensors of the first <paramref name="count"/> handles; a negative count is the shim's sign of an error.</summary>
    internal static torch.Tensor[] Take(ReadOnlySpan<nint> handles, long count)
    {
        if (count < 0)
        {
            torch.CheckForErrors();
        }

        var tensors = new torch.Tensor[count];
        for (var i = 0; i < count; i++)
        {
            tensors[i] = handles[i] == 0 ? null : new torch.Tensor(handles[i]);
        }

        return tensors;
    }
}
