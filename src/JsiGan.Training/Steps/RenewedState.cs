using static TorchSharp.torch;

namespace JsiGan.Training.Steps;

/// <summary>
/// A copy of what every forward pass of a network renews (running statistics, the power iterations' u), a few kilobytes a network: with it
/// a step that was broken off leaves no trace.
/// </summary>
internal sealed class RenewedState : IDisposable
{
    private readonly List<(Tensor Live, Tensor Copy)> _buffers;

    public RenewedState(IEnumerable<nn.Module> networks)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        _buffers = [.. networks.SelectMany(network => network.named_buffers())
            .Select(entry => (entry.buffer, entry.buffer.detach().clone().DetachFromDisposeScope()))];
    }

    /// <summary>Takes the copy anew.</summary>
    public void Keep() => Copy(forth: true);

    /// <summary>Gives back what the last <see cref="Keep"/> took.</summary>
    public void PutBack() => Copy(forth: false);

    public void Dispose() => _buffers.ForEach(buffer => buffer.Copy.Dispose());

    private void Copy(bool forth)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        foreach (var (live, copy) in _buffers)
        {
            _ = forth ? copy.copy_(live) : live.copy_(copy);
        }
    }
}
