#nullable enable
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Products of matrices and vectors.</content>
    public partial class Tensor
    {
        public Tensor matmul(Tensor target) => Native.ts_matmul(this, target);

        public Tensor mm(Tensor target) => Native.ts_mm(this, target);

        public Tensor mv(Tensor target) => Native.ts_mv(this, target);

        public Tensor dot(Tensor target) => Native.ts_dot(this, target);

        public Tensor bmm(Tensor batch2) => Native.ts_bmm(this, batch2);

        public Tensor outer(Tensor vec2) => Native.ts_outer(this, vec2);
    }
}
