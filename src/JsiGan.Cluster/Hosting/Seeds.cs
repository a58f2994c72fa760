using System.Globalization;

namespace JsiGan.Cluster.Hosting;

/// <summary>Reads seed nodes.</summary>
internal static class Seeds
{
    /// <exception cref="ClusterException">A seed is not <c>host:port</c>; all of them are named.</exception>
    public static IReadOnlyList<Address> Parse(NodeOptions options, string protocol)
    {
        var seeds = options.Seeds.Select(s => (Text: s, Address: Parse(s, protocol, options.Cluster))).ToList();
        var wrong = seeds.Where(s => s.Address is null).Select(s => $"'{s.Text}'").ToList();
        return wrong.Count == 0
            ? [.. seeds.Select(s => s.Address!)]
            : throw new ClusterException(
                $"The seeds hold {string.Join(", ", wrong)}; expected host:port with a port from 1 to 65535, as 127.0.0.1:4053.",
                isUsage: true);
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
}
