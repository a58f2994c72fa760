using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>
        /// The gradients of the sum of <paramref name="outputs"/>, weighted by <paramref name="grad_outputs"/>, with respect to
        /// <paramref name="inputs"/>; nothing is accumulated. An input that was not used has a null gradient, if that is allowed.
        /// </summary>
        public static IList<Tensor> grad(
            IList<Tensor> outputs,
            IList<Tensor> inputs,
            IList<Tensor> grad_outputs = null,
            bool retain_graph = false,
            bool create_graph = false,
            bool allow_unused = false)
        {
            nint[] from = Handles.Of(outputs), to = Handles.Of(inputs), weights = Handles.Of(grad_outputs);
            var results = new nint[to.Length];
            var succeeded = Native.ts_autograd_grad(
                from, from.Length, to, to.Length, weights, weights.Length, retain_graph, create_graph, allow_unused, results);
            GC.KeepAlive((outputs, inputs, grad_outputs));
            return [.. Handles.Take(results, succeeded ? results.Length : -1)];
        }

        /// <summary>Accumulates the gradients of the outputs into the graph's leaves, or into <paramref name="inputs"/> alone.</summary>
        public static void backward(
            IList<Tensor> tensors,
            IList<Tensor> grad_tensors = null,
            bool? retain_graph = null,
            bool create_graph = false,
            IList<Tensor> inputs = null)
        {
            nint[] from = Handles.Of(tensors), weights = Handles.Of(grad_tensors), to = Handles.Of(inputs);
            var succeeded = Native.ts_backward(
                from, from.Length, weights, weights.Length, to, to.Length, retain_graph ?? create_graph, create_graph);
            GC.KeepAlive((tensors, grad_tensors, inputs));
            Native.Check(succeeded);
        }

        public static void backward(
            Tensor tensor,
            IList<Tensor> grad_tensors = null,
            bool? retain_graph = null,
            bool create_graph = false,
            IList<Tensor> inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(
            Tensor tensor,
            Tensor grad_tensor,
            bool? retain_graph = null,
            bool create_graph = false,
            IList<Tensor> inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);
    }
}
