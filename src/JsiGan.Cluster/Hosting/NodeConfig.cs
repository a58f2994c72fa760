using System.Globalization;
using Akka.Actor;
using Akka.Configuration;

namespace JsiGan.Cluster.Hosting;

/// <summary>
/// The HOCON of a node: its own addresses over the caller's settings over cluster-config/*.conf, which is built into the assembly.
/// </summary>
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
        var seeds = options.Seeds.Select(s => (Text: s, Address: Parse(s, protocol, options.Cluster))).ToList();
        var wrong = seeds.Where(s => s.Address is null).Select(s => s.Text).ToList();
        if (wrong.Count > 0)
            throw new ClusterException(
                $"The seeds hold {Quoted(wrong)}; expected host:port with a port from 1 to 65535, as 127.0.0.1:4053.", isUsage: true);
        return [.. seeds.Select(s => s.Address!)];
    }

    private static Address? Parse(string seed, string protocol, string cluster)
    {
        var colon = seed.LastIndexOf(':');
        return colon > 0
            && ushort.TryParse(seed.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port > 0
            ? new Address(protocol, cluster, seed[..colon], port)
            : null;
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
