using static TorchSharp.torch.autograd;

namespace JsiGan.Models.Functions;

/// <summary>
/// A custom autograd function that works around two limits of TorchSharp 0.107. An exception in a backward function ends the process there;
/// here it is kept for <see cref="BackwardFailure.ThrowIfAny"/>. And returned gradients stay referenced until they are disposed: on a GPU
/// the backward pass runs in a library thread without a dispose scope, so they would stay until a garbage collection.
/// </summary>
public abstract class CustomFunction<T> : SingleTensorFunction<T>
    where T : CustomFunction<T>, new()
{
    private const string Failures = "failures";
    private const string Arguments = "arguments";

    public override string Name => typeof(T).Name;

    /// <summary>
    /// Applies the function. TorchSharp's own apply leaves a second handle to the result, and an uninitialised tensor of its size, in the
    /// current dispose scope; both are disposed here. Kept to the end of a step they were a fifth of the peak memory of stage 2.
    /// </summary>
    /// <param name="vars">The arguments of <see cref="Forward"/>.</param>
    public static Tensor Call(params object?[] vars)
    {
        using var scope = NewDisposeScope();
        return apply(vars!).MoveToOuterDisposeScope();
    }

    public sealed override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        ctx.save_data(Failures, BackwardFailure.OfThisThread);
        ctx.save_data(Arguments, vars.Length);
        return Forward(ctx, vars);
    }

    public sealed override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
    {
        var failure = (BackwardFailure)ctx.get_data(Failures);
        if (!failure.IsSet)
        {
            try
            {
                ReturnedGradients.Release();
                var gradients = Backward(ctx, grad_output);
                if (!gradients.Exists(gradient => ReferenceEquals(gradient, grad_output)))
                    grad_output.Dispose();

                ReturnedGradients.Keep(gradients);
                return gradients;
            }
            catch (Exception met)
            {
                failure.Set(met);
            }
        }

        // Undefined gradients: the rest of the pass runs without effect.
        return [.. new Tensor[(int)ctx.get_data(Arguments)]];
    }

    /// <summary>See <see cref="SingleTensorFunction{T}.forward"/>.</summary>
    protected abstract Tensor Forward(AutogradContext ctx, params object[] vars);

    /// <summary>See <see cref="SingleTensorFunction{T}.backward"/>; <paramref name="grad_output"/> may be disposed or returned.</summary>
    protected abstract List<Tensor> Backward(AutogradContext ctx, Tensor grad_output);
}
