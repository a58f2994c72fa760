#nullable enable
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>The windows of an image as columns: N x (C * kernel) x windows.</summary>
            public static Tensor unfold(Tensor input, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                unfold(input, (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            public static Tensor unfold(
                Tensor input,
                (long, long) kernel_size,
                (long, long)? dilation = null,
                (long, long)? padding = null,
                (long, long)? stride = null) =>
                Native.ts_unfold(input, Of(kernel_size), Of(dilation ?? (1, 1)), Of(padding ?? (0, 0)), Of(stride ?? (1, 1)));

            /// <summary>Sums columns of windows back into an image.</summary>
            public static Tensor fold(
                Tensor input, long output_size, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                fold(
                    input,
                    (output_size, output_size),
                    (kernel_size, kernel_size),
                    (dilation, dilation),
                    (padding, padding),
                    (stride, stride));

            public static Tensor fold(
                Tensor input,
                (long, long) output_size,
                (long, long) kernel_size,
                (long, long)? dilation = null,
                (long, long)? padding = null,
                (long, long)? stride = null) =>
                Native.ts_fold(
                    input,
                    Of(output_size),
                    Of(kernel_size),
                    Of(dilation ?? (1, 1)),
                    Of(padding ?? (0, 0)),
                    Of(stride ?? (1, 1)));

            private static long[] Of((long Height, long Width) pair) => [pair.Height, pair.Width];
        }
    }
}
