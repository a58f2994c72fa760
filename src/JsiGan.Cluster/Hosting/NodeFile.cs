using Akka.Configuration;

namespace JsiGan.Cluster.Hosting;

/// <summary>
/// A node's HOCON file: settings that go before cluster-config/*.conf, and where the node is, as <c>jsigan.node { host, port, seeds }</c>.
/// </summary>
/// <param name="Text">The whole file.</param>
/// <param name="Host">Address that the others reach the node by; null where the file does not say.</param>
/// <param name="Port">Port that it listens on; null where the file does not say.</param>
/// <param name="Seeds">Nodes of the cluster, as host:port; null where the file does not say.</param>
public sealed record NodeFile(string Text, string? Host, int? Port, IReadOnlyList<string>? Seeds)
{
    /// <summary>No file.</summary>
    public static NodeFile None { get; } = new("", null, null, null);

    /// <summary>Reads a file's text.</summary>
    /// <param name="text">HOCON.</param>
    /// <param name="name">What messages call the file.</param>
    /// <exception cref="ClusterException">It is no HOCON, or a value has no place there.</exception>
    public static NodeFile Parse(string text, string name)
    {
        try
        {
            var config = ConfigurationFactory.ParseString(text);
            return new NodeFile(
                text,
                config.HasPath("jsigan.node.host") ? config.GetString("jsigan.node.host") : null,
                config.HasPath("jsigan.node.port") ? config.GetInt("jsigan.node.port") : null,
                config.HasPath("jsigan.node.seeds") ? [.. config.GetStringList("jsigan.node.seeds")] : null);
        }
        // Akka's parser throws exceptions of many kinds.
        catch (Exception fault)
        {
            throw new ClusterException(
                $"The configuration {name} cannot be read ({fault.Message.ReplaceLineEndings(" ").TrimEnd('.')}); expected HOCON as in "
                + "cluster-config/two-machines.conf.", isUsage: true, fault);
        }
    }
}
