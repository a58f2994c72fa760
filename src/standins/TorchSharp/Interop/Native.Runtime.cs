using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <content>Threads, devices and switches of the backends.</content>
internal static partial class Native
{
    [LibraryImport(Library)]
    internal static partial Flag ts_set_num_threads(int count);

    [LibraryImport(Library)]
    internal static partial int ts_get_num_threads();

    [LibraryImport(Library)]
    internal static partial Flag ts_set_num_interop_threads(int count);

    [LibraryImport(Library)]
    internal static partial int ts_get_num_interop_threads();

    [LibraryImport(Library)]
    internal static partial Flag ts_cuda_is_available();

    [LibraryImport(Library)]
    internal static partial Flag ts_cuda_cudnn_is_available();

    [LibraryImport(Library)]
    internal static partial int ts_cuda_device_count();

    [LibraryImport(Library)]
    internal static partial Flag ts_cuda_synchronize(long index);

    [LibraryImport(Library)]
    internal static partial Flag ts_cuda_manual_seed(ulong seed);

    [LibraryImport(Library)]
    internal static partial Flag ts_cuda_manual_seed_all(ulong seed);

    [LibraryImport(Library)]
    internal static partial Flag ts_allow_tf32_cublas();

    [LibraryImport(Library)]
    internal static partial void ts_set_allow_tf32_cublas(Flag value);

    [LibraryImport(Library)]
    internal static partial Flag ts_allow_tf32_cudnn();

    [LibraryImport(Library)]
    internal static partial void ts_set_allow_tf32_cudnn(Flag value);
}
