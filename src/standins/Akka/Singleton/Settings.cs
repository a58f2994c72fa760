using Akka.Actor;

namespace Akka.Cluster.Tools.Singleton;

/// <summary>The section akka.cluster.singleton.</summary>
public sealed record ClusterSingletonManagerSettings
{
    public required string SingletonName { get; init; }

    public string? Role { get; init; }

    public static ClusterSingletonManagerSettings Create(ActorSystem system) => new()
    {
        SingletonName = system.Settings.Config.GetString("akka.cluster.singleton.singleton-name", "singleton"),
        Role = system.Settings.Config.GetString("akka.cluster.singleton.role"),
    };

    public ClusterSingletonManagerSettings WithSingletonName(string singletonName) => this with { SingletonName = singletonName };

    public ClusterSingletonManagerSettings WithRole(string role) => this with { Role = role };
}

/// <summary>The section akka.cluster.singleton-proxy.</summary>
public sealed record ClusterSingletonProxySettings
{
    public required string SingletonName { get; init; }

    public string? Role { get; init; }

    public TimeSpan SingletonIdentificationInterval { get; init; } = TimeSpan.FromSeconds(1);

    public int BufferSize { get; init; } = 1000;

    public static ClusterSingletonProxySettings Create(ActorSystem system)
    {
        var config = system.Settings.Config.GetConfig("akka.cluster.singleton-proxy");
        return new ClusterSingletonProxySettings
        {
            SingletonName = config.GetString("singleton-name", "singleton"),
            Role = config.GetString("role"),
            SingletonIdentificationInterval = config.GetTimeSpan("singleton-identification-interval", TimeSpan.FromSeconds(1)),
            BufferSize = config.GetInt("buffer-size", 1000),
        };
    }

    public ClusterSingletonProxySettings WithSingletonName(string singletonName) => this with { SingletonName = singletonName };

    public ClusterSingletonProxySettings WithRole(string role) => this with { Role = role };
}
