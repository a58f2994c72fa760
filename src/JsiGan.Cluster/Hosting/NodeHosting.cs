using Akka.Cluster.Hosting;
using Akka.Configuration;
using Akka.Hosting;
using Akka.Remote.Hosting;
using JsiGan.Cluster.Actors;
using JsiGan.Cluster.Serialization;
using JsiGan.Protocol;
using Microsoft.Extensions.Logging;
using LogLevel = Akka.Event.LogLevel;

namespace JsiGan.Cluster.Hosting;

/// <summary>Configures the actor system of a node.</summary>
internal static class NodeHosting
{
    /// <summary>Name of the coordinator, both as a singleton and as an actor.</summary>
    private const string Coordinator = "coordinator";

    /// <summary>
    /// A node of the cluster: cluster-config/*.conf, overridden by <see cref="NodeOptions.Config"/>, overridden by the other options.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="options">What the node does, and where.</param>
    /// <param name="assignment">Completes with the run that the coordinator of this node is responsible for.</param>
    public static AkkaConfigurationBuilder WithNode(
        this AkkaConfigurationBuilder builder, NodeOptions options, Task<RunAssignment> assignment) => builder
        .AddHocon(Overlay("node.conf"), HoconAddMode.Prepend)
        .AddHocon(Overlay(options.SeveralMachines ? "machines.conf" : "local.conf"), HoconAddMode.Prepend)
        .WithLogging(options.LoggerFactory)
        .AddHocon(ConfigurationFactory.ParseString(options.Config), HoconAddMode.Prepend)
        .WithRemoting(options.Host, options.Port)
        .WithClustering(new ClusterOptions { Roles = [.. options.Roles] })
        .WithProtocolSerialization()
        .WithCoordinator(options.Roles, assignment);

    /// <summary>
    /// Messages of the protocol travel as <see cref="ProtocolSerializer"/> writes them, Akka's own by Akka's serializers. All others are
    /// refused, in both directions: <see cref="RefusingSerializer"/> replaces Akka's JSON serializer under its name and identifier.
    /// </summary>
    public static AkkaConfigurationBuilder WithProtocolSerialization(this AkkaConfigurationBuilder builder) => builder
        .WithCustomSerializer("jsigan", [typeof(IProtocolMessage)], system => new ProtocolSerializer(system))
        .WithCustomSerializer("json", [typeof(object)], system => new RefusingSerializer(system));

    /// <summary>Nodes of the coordinator's role run the singleton or stand by for it; all others have a proxy.</summary>
    private static AkkaConfigurationBuilder WithCoordinator(
        this AkkaConfigurationBuilder builder, IReadOnlyList<string> roles, Task<RunAssignment> assignment)
    {
        var options = new ClusterSingletonOptions { Role = NodeOptions.CoordinatorRole, TerminationMessage = PoisonPill.Instance };
        return roles.Contains(NodeOptions.CoordinatorRole)
            ? builder.WithSingleton<CoordinatorActor>(Coordinator, CoordinatorActor.Props(assignment), options)
            : builder.WithSingletonProxy<CoordinatorActor>(Coordinator, options);
    }

    private static AkkaConfigurationBuilder WithLogging(this AkkaConfigurationBuilder builder, ILoggerFactory factory) =>
        builder.ConfigureLoggers(loggers =>
        {
            loggers.LogLevel = LogLevel.WarningLevel;
            loggers.ClearLoggers();
            loggers.AddLoggerFactory(factory);
        });

    // cluster-config/*.conf are built into the assembly.
    private static Config Overlay(string name)
    {
        using var stream = typeof(NodeHosting).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly does not contain cluster-config/{name}.");
        using var reader = new StreamReader(stream);
        return ConfigurationFactory.ParseString(reader.ReadToEnd());
    }
}
