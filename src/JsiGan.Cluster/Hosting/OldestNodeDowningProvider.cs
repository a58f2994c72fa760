using Akka.Cluster;

namespace JsiGan.Cluster.Hosting;

/// <summary>
/// Downing provider of clusters on one machine: the oldest node, which is the process that the user started, removes unreachable nodes.
/// No network lies between the nodes, so there is no split brain to resolve. A split-brain resolver would be misled by a suspended process:
/// when it resumes, it reports all other nodes as unreachable, the oldest among them.
/// </summary>
/// <remarks>Configured by cluster-config/local.conf.</remarks>
public sealed class OldestNodeDowningProvider(ActorSystem system, Akka.Cluster.Cluster cluster) : IDowningProvider
{
    private const string DownAfter = "jsigan.cluster.down-unreachable-after";

    /// <summary>None: a coordinator that was downed by mistake cannot write, by its fencing token.</summary>
    public TimeSpan DownRemovalMargin => TimeSpan.Zero;

    public Props DowningActorProps
    {
        get
        {
            var downAfter = system.Settings.Config.GetTimeSpan(DownAfter, allowInfinite: false);
            return Props.Create(() => new OldestNodeDowning(cluster, downAfter));
        }
    }
}
