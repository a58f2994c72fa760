using System.ComponentModel;
using System.Globalization;

namespace JsiGan.Benchmarks.Benches.Hosts;

/// <summary>
/// Hosts as network namespaces of this machine on one bridge. Disposing removes them; the constructor removes those of a killed process.
/// </summary>
internal sealed class HostNetwork : IDisposable
{
    /// <summary>The bridge's address, through which the hosts reach this machine.</summary>
    public const string Outside = "10.213.77.1";

    /// <summary>Address range of all.</summary>
    public const string Range = "10.213.77.0/24";

    private const string Bridge = "jsigan-hosts";
    private readonly int _hosts;

    private HostNetwork(int hosts) => _hosts = hosts;

    /// <exception cref="FailureException">The `ip` program or root privileges are missing.</exception>
    public static HostNetwork Make(int hosts)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            throw new FailureException($"`jsigan bench hosts` needs root to create network namespaces, and this is "
                + $"{Environment.UserName}; "
                + "run it as root.");
        }

        var network = new HostNetwork(hosts);
        network.Clear();
        try
        {
            network.Build();
            return network;
        }
        catch
        {
            network.Clear();
            throw;
        }
    }

    /// <summary>Namespace of a host, counted from 1.</summary>
    public static string NameOf(int host) => string.Create(CultureInfo.InvariantCulture, $"jsigan-host-{host}");

    public static string AddressOf(int host) => string.Create(CultureInfo.InvariantCulture, $"10.213.77.{host + 1}");

    /// <summary>Disconnects a host.</summary>
    public static void Cut(int host) => Ip("link", "set", Plug(host), "down");

    /// <summary>Reconnects a host.</summary>
    public static void Heal(int host) => Ip("link", "set", Plug(host), "up");

    public void Dispose() => Clear();

    private static string Plug(int host) => string.Create(CultureInfo.InvariantCulture, $"jsigan-plug-{host}");

    private static void Ip(params string[] arguments)
    {
        try
        {
            ChildProcess.Run("ip", arguments, threads: 1);
        }
        catch (Win32Exception absent)
        {
            throw new FailureException(
                "`jsigan bench hosts` needs the program `ip`, which is not installed; install Debian's package "
                    + "iproute2.",
                absent);
        }
    }

    private void Build()
    {
        Ip("link", "add", Bridge, "type", "bridge", "forward_delay", "0");
        Ip("addr", "add", $"{Outside}/24", "dev", Bridge);
        Ip("link", "set", Bridge, "up");
        for (var host = 1; host <= _hosts; host++)
        {
            var name = NameOf(host);
            Ip("netns", "add", name);
            Ip("link", "add", Plug(host), "type", "veth", "peer", "name", "eth0", "netns", name);
            Ip("link", "set", Plug(host), "master", Bridge, "up");
            Ip("-n", name, "addr", "add", $"{AddressOf(host)}/24", "dev", "eth0");
            Ip("-n", name, "link", "set", "eth0", "up");
            Ip("-n", name, "link", "set", "lo", "up");
        }
    }

    private void Clear()
    {
        for (var host = 1; host <= _hosts; host++)
        {
            if (Directory.Exists($"/sys/class/net/{Plug(host)}"))
                Ip("link", "del", Plug(host));

            if (File.Exists($"/run/netns/{NameOf(host)}"))
                Ip("netns", "del", NameOf(host));
        }

        if (Directory.Exists($"/sys/class/net/{Bridge}"))
            Ip("link", "del", Bridge);
    }
}
