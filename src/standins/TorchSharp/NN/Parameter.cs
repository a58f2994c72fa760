using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A tensor to be trained. It takes over the native tensor and the place in the scope of the one it is made from.</summary>
public class Parameter : Tensor
{
    public Parameter(Tensor data, bool requires_grad = true)
        : base(data.with_requires_grad(requires_grad).DecoupleFromNativeHandle(), register: false)
    {
        var scope = data.OwningDisposeScope;
        if (scope is null || !scope.Disposables.Remove(data))
            return;
        data.OwningDisposeScope = null;
        scope.Disposables.Add(this);
        OwningDisposeScope = scope;
    }
}
