#nullable enable
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor conv2d_padding(
                Tensor input,
                Tensor weight,
                Tensor? bias = null,
                long[]? strides = null,
                Padding padding = Padding.Valid,
                long[]? dilation = null,
                long groups = 1) =>
                Native.ts_conv2d_padding(
                    input, weight, bias, Pair(strides, 1), padding == Padding.Same ? "same" : "valid", Pair(dilation, 1), groups);
        }
    }
}
