namespace JsiGan.Cluster.Hosting;

/// <summary>How a process takes part in a cluster.</summary>
public sealed record NodeOptions
{
    /// <summary>Role of nodes that may run the coordinator.</summary>
    public const string CoordinatorRole = "coordinator";

    /// <summary>Role of nodes that train.</summary>
    public const string WorkerRole = "worker";

    /// <summary>Name of the cluster; nodes of another are not let in. Default <c>jsigan</c>.</summary>
    public string Cluster { get; init; } = "jsigan";

    /// <summary>Address that the node listens on and that the others reach it by. Default 127.0.0.1.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>Port that it listens on, 0 to 65535; 0, the default, takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// Nodes of the cluster to join, as <c>host:port</c>, asked in this order. Empty, the default: this node is the first.
    /// </summary>
    public IReadOnlyList<string> Seeds { get; init; } = [];

    /// <summary>
    /// What the node does: <see cref="CoordinatorRole"/>, <see cref="WorkerRole"/>, both, or none (it asks for the status).
    /// </summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>How long joining may take. Default 20 s.</summary>
    public TimeSpan JoinLimit { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>HOCON that goes before cluster-config/*.conf; empty by default.</summary>
    public string Config { get; init; } = "";

    /// <summary>
    /// Several machines: the split-brain resolver of cluster-config/machines.conf instead of that of local.conf. Default false.
    /// </summary>
    public bool SeveralMachines { get; init; }
}
