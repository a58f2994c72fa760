#nullable enable

namespace TorchSharp;

/// <summary>Replaces the tensor behind a layer's property: the layer owns what it holds, whatever scope it was made in.</summary>
internal static class Components
{
    public static void Replace<T>(ref T? held, T? value, Action<T?> register) where T : torch.Tensor
    {
        if (ReferenceEquals(held, value))
            return;
        held?.Dispose();
        value?.DetachFromDisposeScope();
        held = value;
        register(value);
    }
}
