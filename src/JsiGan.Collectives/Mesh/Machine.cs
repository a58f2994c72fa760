namespace JsiGan.Collectives.Mesh;

/// <summary>
/// Tells whether two processes can share memory, and are meant to: one boot of one kernel, one pid namespace, one network namespace.
/// </summary>
internal static class Machine
{
    /// <summary>Equal for two processes exactly when they are on the same machine in that sense.</summary>
    public static string Identity { get; } =
        $"{File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()} {Namespace("pid")} {Namespace("net")}";

    private static string Namespace(string kind) => new FileInfo($"/proc/self/ns/{kind}").LinkTarget ?? kind;
}
