using JsiGan.Cluster.Hosting;
using JsiGan.Storage.Metrics;

namespace JsiGan.Runtime.Monitoring;

/// <summary>
/// The parts of this process that /metrics and /health look at, each from the moment that it exists until it ends. Thread-safe.
/// </summary>
public sealed class RunParts
{
    private volatile IRunNode? _node;
    private volatile string? _folder;
    private volatile Func<MetricBacklog>? _backlog;
    private volatile Func<CancellationToken, Task>? _pingDatabase;

    /// <summary>Whether the process may coordinate; else it only trains.</summary>
    public bool IsCoordinator { get; init; }

    /// <summary>The process's place in the run; null before it has one.</summary>
    public IRunNode? Node
    {
        get => _node;
        set => _node = value;
    }

    /// <summary>Sets <see cref="Node"/> until the result is disposed.</summary>
    public IDisposable Use(IRunNode node)
    {
        Node = node;
        return new Place(this);
    }

    /// <summary>The run's folder on this machine; null before it is chosen.</summary>
    public string? Folder
    {
        get => _folder;
        set => _folder = value;
    }

    /// <summary>Measurements that wait for the database; null where none are sent.</summary>
    public Func<MetricBacklog>? Backlog
    {
        get => _backlog;
        set => _backlog = value;
    }

    /// <summary>Asks the database, and throws where it does not answer; null where the run has none.</summary>
    public Func<CancellationToken, Task>? PingDatabase
    {
        get => _pingDatabase;
        set => _pingDatabase = value;
    }

    private sealed class Place(RunParts parts) : IDisposable
    {
        public void Dispose() => parts.Node = null;
    }
}
