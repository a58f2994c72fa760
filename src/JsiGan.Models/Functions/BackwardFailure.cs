using System.Runtime.ExceptionServices;

namespace JsiGan.Models;

/// <summary>
/// What failed in a <see cref="CustomFunction{T}"/> on the way back through the graphs of one thread, whichever thread went back. After a
/// failure the other functions of the pass do nothing, so that no worker takes part in a sum with numbers that mean nothing.
/// </summary>
public sealed class BackwardFailure
{
    [ThreadStatic]
    private static BackwardFailure? _ofThisThread;

    private volatile Exception? _met;

    internal static BackwardFailure OfThisThread => _ofThisThread ??= new BackwardFailure();

    internal bool IsSet => _met is not null;

    /// <summary>Forgets a failure of a pass that ended otherwise.</summary>
    public static void Forget()
    {
        if (_ofThisThread is { } failure)
        {
            failure._met = null;
        }
    }

    /// <summary>Throws what failed since the last call, in the thread that made the graph.</summary>
    public static void ThrowIfAny()
    {
        if (_ofThisThread is { _met: { } met } failure)
        {
            failure._met = null;
            ExceptionDispatchInfo.Throw(met);
        }
    }

    internal void Set(Exception met) => _met = met;
}
