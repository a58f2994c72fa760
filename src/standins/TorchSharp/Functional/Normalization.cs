#nullable enable
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Normalises each channel; in training by the batch, and the running statistics follow.</summary>
            public static Tensor batch_norm(
                Tensor input,
                Tensor? running_mean,
                Tensor? running_var,
                Tensor? weight = null,
                Tensor? bias = null,
                bool training = false,
                double momentum = 0.1,
                double eps = 1e-5) =>
                Native.ts_batch_norm(input, weight, bias, running_mean, running_var, training, momentum, eps);

            /// <summary>Divides by the p-norm along a dimension, or by eps where that is larger.</summary>
            public static Tensor normalize(Tensor input, double p = 2.0, long dim = 1L, double eps = 1e-12) =>
                Native.ts_normalize(input, p, dim, eps);
        }
    }
}
