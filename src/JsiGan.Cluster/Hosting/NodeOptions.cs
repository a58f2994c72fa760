using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace JsiGan.Cluster.Hosting;

/// <summary>How a process takes part in a cluster.</summary>
public sealed record NodeOptions
{
    /// <summary>Role of nodes that may run the coordinator.</summary>
    public const string CoordinatorRole = "coordinator";

    /// <summary>Role of nodes that train.</summary>
    public const string WorkerRole = "worker";

    /// <summary>Name of the cluster; nodes with another one cannot join. Default <c>jsigan</c>.</summary>
    public string Cluster { get; init; } = "jsigan";

    /// <summary>Address that the node listens on and that other nodes connect to. Default 127.0.0.1.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>Port that it listens on, 0 to 65535. Default 0: any free port.</summary>
    public int Port { get; init; }

    /// <summary>Nodes of the cluster to join, as <c>host:port</c>, tried in this order. Default: none, this node is the first.</summary>
    public IReadOnlyList<string> Seeds { get; init; } = [];

    /// <summary>The node's tasks: <see cref="CoordinatorRole"/>, <see cref="WorkerRole"/>, both, or none (to query the status).</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>How long joining may take. Default 20 s.</summary>
    public TimeSpan JoinTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>HOCON that overrides cluster-config/*.conf. Default: empty.</summary>
    public string Config { get; init; } = "";

    /// <summary>
    /// Whether the cluster spans several machines: cluster-config/machines.conf then decides about unreachable nodes instead of local.conf.
    /// Default false.
    /// </summary>
    public bool SeveralMachines { get; init; }

    /// <summary>Receives Akka's log, from warnings on unless <see cref="Config"/> sets another level. Default: none.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
