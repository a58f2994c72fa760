using Akka.Configuration;

namespace JsiGan.Cluster.Hosting;

/// <summary>
/// A node's HOCON file: overrides of cluster-config/*.conf, and the node's address and seeds in <c>jsigan.node { host, port, seeds }</c>.
/// </summary>
/// <param name="Text">The whole file.</param>
/// <param name="Host">Address at which the other nodes reach this one; null if the file does not set it.</param>
/// <param name="Port">Port that it listens on; null if the file does not set it.</param>
/// <param name="Seeds">Nodes of the cluster, as host:port; null if the file does not set them.</param>
public sealed record NodeFile(string Text, string? Host, int? Port, IReadOnlyList<string>? Seeds)
{
    /// <summary>No file.</summary>
    public static NodeFile None { get; } = new("", null, null, null);

    /// <summary>Reads a file's text.</summary>
    /// <param name="text">HOCON.</param>
    /// <param name="name">The file's name in error messages.</param>
    /// <exception cref="ClusterException">It is not HOCON, or a value is invalid.</exception>
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
        catch (Exception exception)
        {
            throw new ClusterException(
                $"The configuration {name} cannot be read ({exception.Message.ReplaceLineEndings(" ").TrimEnd('.')}); expected HOCON as in "
                + "cluster-config/two-machines.conf.", isUsage: true, exception);
        }
    }
}
