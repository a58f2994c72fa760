using System.Runtime.InteropServices;

namespace JsiGan.Testing.Recovery;

/// <summary>
/// Makes NCCL treat processes of this machine as processes of several. It refuses two ranks on one GPU of one machine; with different host
/// names it does not notice, and connects them by sockets. For checks with a single GPU; slow.
/// </summary>
public static partial class NcclHost
{
    /// <summary>Must be called before NCCL is used. NCCL reads the C library's environment, which .NET does not change.</summary>
    public static void Set(string host)
    {
        _ = SetVariable("NCCL_HOSTID", host, 1);
        _ = SetVariable("NCCL_SOCKET_IFNAME", "lo", 1);
        _ = SetVariable("NCCL_IB_DISABLE", "1", 1);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
