#nullable enable
namespace TorchSharp;

public static partial class torch
{
    /// <summary>Opens a scope on this thread; the tensors created until it is disposed of go with it.</summary>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.ThreadSingleton.NewDisposeScope();

    /// <summary>Runs <paramref name="expr"/> in a scope of its own; its result survives.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }
}
