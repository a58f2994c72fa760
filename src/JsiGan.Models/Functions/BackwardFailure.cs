using System.Runtime.ExceptionServices;

namespace JsiGan.Models.Functions;

/// <summary>
/// The exception of a <see cref="CustomFunction{T}"/> in a backward pass through graphs made by one thread, whichever thread runs the pass.
/// After it the other functions of the pass do nothing, so that no worker takes part in an all-reduce with undefined values.
/// </summary>
public sealed class BackwardFailure
{
    [ThreadStatic]
    private static BackwardFailure? _ofThisThread;

    private volatile Exception? _met;

    internal static BackwardFailure OfThisThread => _ofThisThread ??= new BackwardFailure();

    internal bool IsSet => _met is not null;

    /// <summary>Clears the exception of an earlier pass.</summary>
    public static void Forget()
    {
        if (_ofThisThread is { } failure)
            failure._met = null;
    }

    /// <summary>Throws and clears the exception, in the thread that made the graph.</summary>
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
