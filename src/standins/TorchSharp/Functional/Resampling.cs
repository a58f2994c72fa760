#nullable enable
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor pixel_shuffle(Tensor input, long upscale_factor) => Native.ts_pixel_shuffle(input, upscale_factor);

            public static Tensor pixel_unshuffle(Tensor input, long downscale_factor) =>
                Native.ts_pixel_unshuffle(input, downscale_factor);

            /// <summary>Resizes the last two dimensions of N x C x H x W to a size or by a factor.</summary>
            public static Tensor interpolate(
                Tensor x,
                long[]? size = null,
                double[]? scale_factor = null,
                InterpolationMode mode = InterpolationMode.Nearest,
                bool? align_corners = null,
                bool recompute_scale_factor = false,
                bool antialias = false)
            {
                if (size is null == scale_factor is null)
                {
                    throw new ArgumentException("interpolate takes either a size or a scale factor.");
                }

                double[] scales = scale_factor is null || recompute_scale_factor ? [] : Both(scale_factor);
                long[] target = size is not null ? Pair(size, 1) : Scaled(x, Both(scale_factor!));
                return Native.ts_interpolate(x, target, scales, scales.Length, (int)mode, align_corners ?? false, antialias);
            }

            private static double[] Both(double[] factors) => factors.Length == 1 ? [factors[0], factors[0]] : factors;

            private static long[] Scaled(Tensor x, double[] factors)
            {
                var shape = x.shape;
                return [(long)Math.Floor(shape[^2] * factors[0]), (long)Math.Floor(shape[^1] * factors[1])];
            }
        }
    }
}
