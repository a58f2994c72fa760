namespace TorchSharp;

/// <summary>A custom function with any number of outputs, as the call sees it.</summary>
internal interface ICustomFunction
{
    string Name { get; }

    List<torch.Tensor> Forward(torch.autograd.AutogradContext context, object[] arguments);

    List<torch.Tensor> Backward(torch.autograd.AutogradContext context, List<torch.Tensor> gradients);
}

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>
        /// A function with a gradient of its own. It is called by apply, which records it; backward returns a gradient for each argument
        /// of forward, null for what is no tensor or needs none.
        /// </summary>
        public abstract class Function<T> : ICustomFunction
            where T : Function<T>, new()
        {
            public abstract string Name { get; }

            private protected static T Instance { get; } = new();

            List<Tensor> ICustomFunction.Forward(AutogradContext context, object[] arguments) => ForwardAll(context, arguments);

            List<Tensor> ICustomFunction.Backward(AutogradContext context, List<Tensor> gradients) => BackwardAll(context, gradients);

            internal abstract List<Tensor> ForwardAll(AutogradContext ctx, object[] vars);

            internal abstract List<Tensor> BackwardAll(AutogradContext ctx, List<Tensor> grad_outputs);
        }

        public abstract class SingleTensorFunction<T> : Function<T>
            where T : SingleTensorFunction<T>, new()
        {
            public static Tensor apply(params object[] vars) => FunctionCall.Apply(Instance, vars)[0];

            public abstract Tensor forward(AutogradContext ctx, params object[] vars);

            public abstract List<Tensor> backward(AutogradContext ctx, Tensor grad_output);

            internal sealed override List<Tensor> ForwardAll(AutogradContext ctx, object[] vars) => [forward(ctx, vars)];

            internal sealed override List<Tensor> BackwardAll(AutogradContext ctx, List<Tensor> grad_outputs) =>
                backward(ctx, grad_outputs[0]);
        }

        public abstract class MultiTensorFunction<T> : Function<T>
            where T : MultiTensorFunction<T>, new()
        {
            public static List<Tensor> apply(params object[] vars) => FunctionCall.Apply(Instance, vars);

            public abstract List<Tensor> forward(AutogradContext ctx, params object[] vars);

            public abstract List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs);

            internal sealed override List<Tensor> ForwardAll(AutogradContext ctx, object[] vars) => forward(ctx, vars);

            internal sealed override List<Tensor> BackwardAll(AutogradContext ctx, List<Tensor> grad_outputs) =>
                backward(ctx, grad_outputs);
        }
    }
}
