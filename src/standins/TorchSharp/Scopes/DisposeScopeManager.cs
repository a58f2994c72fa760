#nullable enable
namespace TorchSharp;

/// <summary>The stack of dispose scopes of one thread, and its statistics.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager? _threadSingleton;

    public static ThreadDisposeScopeStatistics Statistics => ThreadSingleton.StatisticsInstance;

    internal static DisposeScopeManager ThreadSingleton => _threadSingleton ??= new DisposeScopeManager();

    internal ThreadDisposeScopeStatistics StatisticsInstance { get; } = new();

    internal DisposeScope? CurrentDisposeScope { get; private set; }

    internal DisposeScope NewDisposeScope() => CurrentDisposeScope = new DisposeScope(this);

    internal DisposeScope? Register(torch.Tensor tensor)
    {
        var counts = StatisticsInstance.TensorStatistics;
        if (CurrentDisposeScope is null)
        {
            counts.CreatedOutsideScopeCount++;
        }
        else
        {
            counts.CreatedInScopeCount++;
            CurrentDisposeScope.Disposables.Add(tensor);
        }

        return CurrentDisposeScope;
    }

    internal void CountDisposal(torch.Tensor tensor)
    {
        var counts = StatisticsInstance.TensorStatistics;
        if (tensor.OwningDisposeScope is null)
        {
            counts.DisposedOutsideScopeCount++;
        }
        else
        {
            counts.DisposedInScopeCount++;
        }
    }

    /// <summary>Takes a scope out of the stack; usually the innermost, but they may be disposed of in any order.</summary>
    internal void Remove(DisposeScope scope)
    {
        if (ReferenceEquals(CurrentDisposeScope, scope))
        {
            CurrentDisposeScope = scope.OuterScope;
            return;
        }

        for (var inner = CurrentDisposeScope; inner is not null; inner = inner.OuterScope)
        {
            if (ReferenceEquals(inner.OuterScope, scope))
            {
                inner.OuterScope = scope.OuterScope;
                return;
            }
        }
    }
}
