#nullable enable
namespace TorchSharp;

/// <summary>
/// Disposes at its end of the tensors that were created on its thread while it was the innermost scope, except those that were moved
/// out or detached.
/// </summary>
public sealed partial class DisposeScope : IDisposable
{
    private DisposeScopeManager? _manager;

    internal DisposeScope(DisposeScopeManager manager)
    {
        _manager = manager;
        OuterScope = manager.CurrentDisposeScope;
    }

    public IReadOnlyList<IDisposable> DisposablesView
    {
        get
        {
            ThrowIfDisposed();
            return [.. Disposables];
        }
    }

    public int DisposablesCount
    {
        get
        {
            ThrowIfDisposed();
            return Disposables.Count;
        }
    }

    internal DisposeScope? OuterScope { get; set; }

    internal HashSet<IDisposable> Disposables { get; private set; } = new(ReferenceEqualityComparer.Instance);

    public bool Contains(IDisposable disposable) => Disposables.Contains(disposable);

    public void Dispose()
    {
        if (_manager is null)
        {
            return;
        }

        DisposeEverything();
        _manager.Remove(this);
        _manager = null;
    }

    public void DisposeEverything() => DisposeEverythingBut([]);

    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        ThrowIfDisposed();
        var before = Disposables;
        Disposables = new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance);
        foreach (var disposable in before)
        {
            if (!Disposables.Contains(disposable))
            {
                disposable.Dispose();
            }
        }
    }

    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    public T DisposeEverythingBut<T>(T keep)
        where T : IDisposable
    {
        DisposeEverythingBut(new IDisposable[] { keep });
        return keep;
    }

    /// <summary>Tells the scope that one of its disposables was disposed of by hand.</summary>
    public void MarkAsDisposed(IDisposable disposable)
    {
        ThrowIfDisposed();
        Disposables.Remove(disposable);
        if (disposable is torch.Tensor tensor)
        {
            tensor.OwningDisposeScope = null;
        }
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_manager is null, this);
}
