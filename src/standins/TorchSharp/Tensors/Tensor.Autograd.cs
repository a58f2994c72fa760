#nullable enable
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <content>The tensor as a variable of the graph.</content>
    public partial class Tensor
    {
        public bool requires_grad
        {
            get => Native.ts_requires_grad(this);
            set => Native.Check(Native.ts_set_requires_grad(this, value));
        }

        public bool is_leaf => Native.ts_is_leaf(this);

        /// <summary>The gradient that backward accumulated, or null; each reading makes a new handle.</summary>
        public Tensor? grad
        {
            get => Native.ts_grad(this);
            set => Native.Check(Native.ts_set_grad(this, value));
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public void retain_grad() => Native.Check(Native.ts_retain_grad(this));

        public Tensor detach() => Native.ts_detach(this);

        public Tensor detach_() => InPlace(Native.ts_detach_(this));

        public void backward() => autograd.backward([this]);

        public void backward(
            IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);
    }
}
