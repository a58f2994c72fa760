#nullable enable
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static bool cuda_is_available() => cuda.is_available();

    public static partial class cuda
    {
        public static bool is_available() => Native.ts_cuda_is_available();

        public static bool is_cudnn_available() => Native.ts_cuda_cudnn_is_available();

        public static int device_count() => Native.ts_cuda_device_count();

        public static void manual_seed(long seed) => Native.Check(Native.ts_cuda_manual_seed((ulong)seed));

        public static void manual_seed_all(long seed) => Native.Check(Native.ts_cuda_manual_seed_all((ulong)seed));

        /// <summary>Waits until the device has done all that was asked of it.</summary>
        public static void synchronize(Device? device = null) => Native.Check(Native.ts_cuda_synchronize(device?.index ?? -1));
    }

    public static partial class backends
    {
        public static partial class cuda
        {
            public static partial class matmul
            {
                public static bool allow_tf32
                {
                    get => Native.ts_allow_tf32_cublas();
                    set => Native.ts_set_allow_tf32_cublas(value);
                }
            }
        }

        public static partial class cudnn
        {
            public static bool allow_tf32
            {
                get => Native.ts_allow_tf32_cudnn();
                set => Native.ts_set_allow_tf32_cudnn(value);
            }
        }
    }
}
