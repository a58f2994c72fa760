namespace JsiGan.Training.Steps;

/// <summary>
/// A copy of the buffers that every forward pass changes (running statistics, the power iterations' u): a few kilobytes a network. With it
/// an interrupted step can be undone.
/// </summary>
internal sealed class BufferSnapshot : IDisposable
{
    private readonly List<(Tensor Live, Tensor Copy)> _buffers;

    public BufferSnapshot(IEnumerable<nn.Module> networks)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        _buffers = [.. networks.SelectMany(network => network.named_buffers())
            .Select(entry => (entry.buffer, entry.buffer.detach().clone().DetachFromDisposeScope()))];
    }

    /// <summary>Copies the buffers as they are now.</summary>
    public void Take() => Copy((live, copy) => copy.copy_(live));

    /// <summary>Restores the buffers to the last <see cref="Take"/>.</summary>
    public void Restore() => Copy((live, copy) => live.copy_(copy));

    public void Dispose() => _buffers.ForEach(buffer => buffer.Copy.Dispose());

    private void Copy(Action<Tensor, Tensor> copy)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        _buffers.ForEach(buffer => copy(buffer.Live, buffer.Copy));
    }
}
