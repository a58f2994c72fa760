namespace JsiGan.Collectives;

/// <summary>How the bytes travel.</summary>
public enum Transport
{
    /// <summary>
    /// NCCL where <see cref="CollectiveOptions.CudaDevice"/> is set, else shared memory where all ranks are on one host, else Gloo.
    /// </summary>
    Auto,

    /// <summary>Shared memory, for ranks of one host, one pid namespace and one network namespace.</summary>
    SharedMemory,

    /// <summary>Gloo over TCP.</summary>
    Gloo,

    /// <summary>NCCL between GPUs: the buffers are in the memory of <see cref="CollectiveOptions.CudaDevice"/>.</summary>
    Nccl,
}

/// <summary>What a rank brings to Distributed.Collective.ConnectAsync; the same on all ranks but for the device.</summary>
public sealed record CollectiveOptions
{
    // NCCL loads its kernels when it first connects.
    private static readonly TimeSpan NcclConnectTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How the bytes travel. Default: the fastest that all ranks can use.</summary>
    public Transport Transport { get; init; } = Transport.Auto;

    /// <summary>
    /// The GPU of this rank, counted from 0 as CUDA_VISIBLE_DEVICES leaves them; null (default) for buffers in main memory.
    /// </summary>
    public int? CudaDevice { get; init; }

    /// <summary>NCCL's library, a name for the dynamic linker or a path. Default: <c>libnccl.so.2</c>.</summary>
    public string NcclLibrary { get; init; } = "libnccl.so.2";

    /// <summary>How long all ranks may take to connect, above zero. Default: 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The clock of the waits outside native code. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Options of a rank whose buffers are on a GPU, or in main memory where <paramref name="cudaDevice"/> is null.</summary>
    public static CollectiveOptions For(int? cudaDevice) =>
        cudaDevice is null ? new() : new() { CudaDevice = cudaDevice, ConnectTimeout = NcclConnectTimeout };
}
