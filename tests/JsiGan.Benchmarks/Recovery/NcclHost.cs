using System.Runtime.InteropServices;

namespace JsiGan.Benchmarks.Recovery;

/// <summary>
/// Lets NCCL take processes of this machine for some of several machines. It refuses two ranks with one GPU on one machine; on two machines
/// it cannot tell, and the ranks talk over sockets. For checks where there is one GPU: the GPU's time is shared, so it is slow.
/// </summary>
internal static partial class NcclHost
{
    /// <summary>Call it before NCCL is used. NCCL reads the C library's environment, which .NET's does not change.</summary>
    public static void Pretend(string host)
    {
        _ = SetVariable("NCCL_HOSTID", host, 1);
        _ = SetVariable("NCCL_SOCKET_IFNAME", "lo", 1);
        _ = SetVariable("NCCL_IB_DISABLE", "1", 1);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
