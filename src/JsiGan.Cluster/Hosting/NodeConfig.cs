using System.Globalization;
using Akka.Actor;
using Akka.Configuration;

namespace JsiGan.Cluster.Hosting;

/// <summary>The HOCON of a node: its own addresses over the caller's settings over cluster-config/*.conf, which is built into the assembly.</summary>
internal static class NodeConfig
{
    public static Config Of(NodeOptions options)
    {
        var roles = string.Join(", ", options.Roles.Select(r => $"\"{r}\""));
        var port = options.Port.ToString(CultureInfo.InvariantCulture);
        return ConfigurationFactory.ParseString($$"""
            akka.remote.dot-netty.tcp { hostname = "{{options.Host}}", port = {{port}} }
            akka.cluster.roles = [{{roles}}]
            """)
            .WithFallback(ConfigurationFactory.ParseString(options.Config))
            .WithFallback(Read(options.SeveralMachines ? "machines.conf" : "local.conf"))
            .WithFallback(Read("node.conf"));
    }

    /// <exception cref="ClusterException">A seed is not <c>host:port</c>; all of them are named.</exception>
    public static IReadOnlyList<Address> Seeds(NodeOptions options, string protocol)
    {
        var wrong = options.Seeds.Where(s => !TryParse(s, out _, out _)).ToList();
        if (wrong.Count > 0)
            throw new ClusterException($"The seeds hold {Quoted(wrong)}; expected host:port with a port from 1 to 65535, as 127.0.0.1:4053.", isUsage: true);
        return [.. options.Seeds.Select(s => TryParse(s, out var host, out var port) ? new Address(protocol, options.Cluster, host, port) : null!)];
    }

    private static bool TryParse(string seed, out string host, out int port)
    {
        var colon = seed.LastIndexOf(':');
        (host, port) = (colon > 0 ? seed[..colon] : "", 0);
        return host.Length > 0 && int.TryParse(seed.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port)
            && port is > 0 and <= ushort.MaxValue;
    }

    private static string Quoted(IEnumerable<string> values) => string.Join(", ", values.Select(v => $"'{v}'"));

    private static Config Read(string name)
    {
        using var stream = typeof(NodeConfig).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly does not hold cluster-config/{name}.");
        using var reader = new StreamReader(stream);
        return ConfigurationFactory.ParseString(reader.ReadToEnd());
    }
}
