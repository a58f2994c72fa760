using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using TorchSharp.Interop;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace TorchSharp;

/// <summary>One application of a custom function; lives as long as the node of the graph that it made.</summary>
internal sealed class FunctionCall
{
    // More outputs than any custom function has.
    private const int OutputsAtMost = 64;

    private readonly ICustomFunction _function;
    private readonly AutogradContext _context = new();
    private readonly bool[] _isTensor;
    private object[] _arguments;
    private List<Tensor> _outputs;

    static FunctionCall() => Native.ts_function_register(new FunctionCallbacks());

    private FunctionCall(ICustomFunction function, object[] arguments)
    {
        _function = function;
        _arguments = arguments;
        _isTensor = Array.ConvertAll(arguments, argument => argument is Tensor { IsInvalid: false });
    }

    /// <summary>What forward threw, to be thrown again on the other side of libtorch.</summary>
    internal Exception Failure { get; set; }

    internal static FunctionCall Of(nint state) => (FunctionCall)GCHandle.FromIntPtr(state).Target;

    internal static List<Tensor> Apply(ICustomFunction function, object[] arguments)
    {
        var call = new FunctionCall(function, arguments);
        var inputs = Handles.Of(arguments.OfType<Tensor>().Where(tensor => !tensor.IsInvalid));
        var handles = new nint[OutputsAtMost];
        var state = GCHandle.ToIntPtr(GCHandle.Alloc(call));
        var count = Native.ts_function_apply(state, inputs, inputs.Length, handles, handles.Length);
        GC.KeepAlive(arguments);
        if (call.Failure is not null)
        {
            ClearError();
            ExceptionDispatchInfo.Throw(call.Failure);
        }

        return call.TakeOutputs(handles, count);
    }

    internal nint[] Forward(nint context)
    {
        using (_context.Bind(context))
        {
            _outputs = _function.Forward(_context, _arguments);
            _context.Commit();
        }

        return [.. _outputs.Select(Native.ts_share)];
    }

    internal void Backward(nint context, ReadOnlySpan<nint> gradients, Span<nint> results)
    {
        // Nothing made in here outlives the call; it may run on a thread of libtorch's that has no scope.
        using var scope = NewDisposeScope();
        using var bound = _context.Bind(context);
        var given = new List<Tensor>(gradients.Length);
        foreach (var gradient in gradients)
        {
            given.Add(new Tensor(gradient == 0 ? 0 : Native.ts_share_handle(gradient)));
        }

        Place(_function.Backward(_context, given), results);
    }

    /// <summary>
    /// libtorch gives new handles. Where one stands for the very tensor that forward returned, the caller gets that object: one handle
    /// less to dispose of.
    /// </summary>
    private List<Tensor> TakeOutputs(nint[] handles, long count)
    {
        if (count < 0)
        {
            CheckForErrors();
        }

        var outputs = new List<Tensor>((int)count);
        for (var i = 0; i < count; i++)
        {
            var output = _outputs[i];
            if (!_arguments.Any(argument => ReferenceEquals(argument, output)) && Native.ts_same(output, handles[i]))
            {
                Native.ts_free(handles[i]);
                outputs.Add(output);
            }
            else
            {
                outputs.Add(new Tensor(handles[i]));
            }
        }

        _arguments = null;
        _outputs = null;
        return outputs;
    }

    private void Place(List<Tensor> gradients, Span<nint> results)
    {
        if (gradients.Count < _isTensor.Length || gradients.Skip(_isTensor.Length).Any(IsDefined))
        {
            throw new NotImplementedException(
                $"Function {_function.Name} returned an incorrect number of gradients " +
                $"(expected {_isTensor.Length}, got {gradients.Count}).");
        }

        var next = 0;
        for (var i = 0; i < _isTensor.Length; i++)
        {
            if (_isTensor[i])
            {
                results[next++] = IsDefined(gradients[i]) ? Native.ts_share(gradients[i]) : 0;
            }
            else if (IsDefined(gradients[i]))
            {
                throw new NotImplementedException(
                    $"Function {_function.Name} returned a gradient at position {i + 1}, but that argument of forward was no tensor.");
            }
        }
    }

    private static bool IsDefined(Tensor tensor) => tensor is { IsInvalid: false };

    private static void ClearError() => Native.ts_last_error();
}
