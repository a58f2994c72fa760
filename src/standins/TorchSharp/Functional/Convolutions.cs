#nullable enable
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor conv2d(
                Tensor input,
                Tensor weight,
                Tensor? bias = null,
                long[]? strides = null,
                long[]? padding = null,
                long[]? dilation = null,
                long groups = 1) =>
                Native.ts_conv2d(input, weight, bias, Pair(strides, 1), Pair(padding, 0), Pair(dilation, 1), groups);

            public static Tensor conv_transpose2d(
                Tensor input,
                Tensor weight,
                Tensor? bias = null,
                long[]? strides = null,
                long[]? padding = null,
                long[]? output_padding = null,
                long[]? dilation = null,
                long groups = 1) =>
                Native.ts_conv_transpose2d(
                    input, weight, bias, Pair(strides, 1), Pair(padding, 0), Pair(output_padding, 0), Pair(dilation, 1), groups);

            public static Tensor avg_pool2d(
                Tensor input,
                long[] kernel_size,
                long[]? stride = null,
                long[]? padding = null,
                bool ceil_mode = false,
                bool count_include_pad = true,
                long? divisor_override = null) =>
                Native.ts_avg_pool2d(
                    input,
                    Pair(kernel_size, 1),
                    Pair(stride ?? kernel_size, 1),
                    Pair(padding, 0),
                    ceil_mode,
                    count_include_pad,
                    divisor_override ?? 0);

            /// <summary>Height and width of a parameter that may be given once for both.</summary>
            private static long[] Pair(long[]? values, long absent) => values switch
            {
                null => [absent, absent],
                [var both] => [both, both],
                [_, _] => values,
                _ => throw new ArgumentException($"One or two values are expected for two dimensions; there are {values.Length}."),
            };
        }
    }
}
