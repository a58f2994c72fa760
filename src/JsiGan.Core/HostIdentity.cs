namespace JsiGan.Core;

/// <summary>
/// Tells whether two processes can share memory, and are meant to: one boot of one kernel, one pid namespace, one network namespace.
/// </summary>
public static class HostIdentity
{
    /// <summary>Equal for two processes exactly when they are on the same host in that sense.</summary>
    public static string Current { get; } =
        $"{File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()} {Namespace("pid")} {Namespace("net")}";

    private static string Namespace(string kind) => new FileInfo($"/proc/self/ns/{kind}").LinkTarget ?? kind;
}
