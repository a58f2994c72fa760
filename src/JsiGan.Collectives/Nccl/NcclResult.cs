namespace JsiGan.Collectives.Nccl;

/// <summary>nccl.h's ncclResult_t.</summary>
internal enum NcclResult
{
    Success = 0,
    UnhandledCudaError = 1,
    SystemError = 2,
    InternalError = 3,
    InvalidArgument = 4,
    InvalidUsage = 5,
    RemoteError = 6,
    InProgress = 7,
}

internal static class NcclResults
{
    /// <summary>Distinguishes a peer's failure, which NCCL reports as a remote error, from our own.</summary>
    public static CollectiveFault ToFault(this NcclResult result) =>
        result == NcclResult.RemoteError ? CollectiveFault.PeerLost : CollectiveFault.Transport;

    /// <summary>What to check, for the message.</summary>
    public static string Advice(this NcclResult result) => result switch
    {
        NcclResult.UnhandledCudaError => "a call of CUDA failed; is the GPU out of memory?",
        NcclResult.SystemError => "a call of the system failed; NCCL_DEBUG=WARN prints which",
        NcclResult.InternalError => "NCCL failed inside; NCCL_DEBUG=WARN prints where",
        NcclResult.InvalidArgument or NcclResult.InvalidUsage => "two ranks on one GPU, or different NCCL versions?",
        NcclResult.RemoteError => "a peer's process ended or its network is gone",
        _ => "NCCL_DEBUG=WARN prints more",
    };

    /// <summary>nccl.h's ncclDataType_t.</summary>
    public static int NcclType(this ElementType element) => element switch
    {
        ElementType.Float32 => 7,
        ElementType.Float64 => 8,
        _ => 1,
    };
}
