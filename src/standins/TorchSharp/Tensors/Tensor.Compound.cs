#nullable enable
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Functions of several tensors or bounds.</content>
    public partial class Tensor
    {
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Native.ts_addcmul(this, tensor1, tensor2, value);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            InPlace(Native.ts_addcmul_(this, tensor1, tensor2, value));

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Native.ts_addcdiv(this, tensor1, tensor2, value);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => addcdiv(tensor1, tensor2, One);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            InPlace(Native.ts_addcdiv_(this, tensor1, tensor2, value));

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => addcdiv_(tensor1, tensor2, One);

        public Tensor lerp(Tensor end, Tensor weight) => Native.ts_lerp(this, end, weight);

        public Tensor lerp_(Tensor end, Tensor weight) => InPlace(Native.ts_lerp_(this, end, weight));

        public Tensor where(Tensor condition, Tensor y) => Native.ts_where(condition, this, y);

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Native.ts_clamp(this, min, max);

        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Native.ts_clamp_tensor(this, min, max);

        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => InPlace(Native.ts_clamp_(this, min, max));

        public Tensor clamp_min(Scalar min) => Native.ts_clamp(this, min, null);

        public Tensor clamp_min_(Scalar min) => InPlace(Native.ts_clamp_(this, min, null));

        public Tensor clamp_max(Scalar max) => Native.ts_clamp(this, null, max);

        public Tensor clamp_max_(Scalar max) => InPlace(Native.ts_clamp_(this, null, max));

        public Tensor masked_fill(Tensor mask, Scalar value) => Native.ts_masked_fill(this, mask, value);

        public Tensor masked_fill_(Tensor mask, Scalar value) => InPlace(Native.ts_masked_fill_(this, mask, value));

        public Tensor leaky_relu(Scalar negative_slope) => Native.ts_leaky_relu(this, negative_slope);

        public Tensor leaky_relu_(Scalar negative_slope) => InPlace(Native.ts_leaky_relu_(this, negative_slope));

        public Tensor softplus(double beta = 1, double threshold = 20) => Native.ts_softplus(this, beta, threshold);
    }
}
