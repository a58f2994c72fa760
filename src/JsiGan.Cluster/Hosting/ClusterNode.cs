using System.Net.Sockets;
using Akka.Configuration;
using Akka.Hosting;
using JsiGan.Cluster.Actors;
using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Protocol.Status;
using JsiGan.Protocol.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace JsiGan.Cluster.Hosting;

/// <summary>
/// A process's node in a cluster, with the coordinator (a singleton among the nodes of its role) and the worker that it runs. Disposing
/// leaves the cluster.
/// </summary>
public sealed class ClusterNode : IRunNode
{
    private readonly IHost _host;
    private readonly ActorSystem _system;
    private readonly TaskCompletionSource<RunAssignment> _assignment;
    private readonly TaskCompletionSource<RunEnd> _runEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<WorkerEffect.Exit> _workerExited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<NodeEnd> _ended;
    private readonly ActorStatistics _statistics;
    private volatile bool _coordinates;
    private int _shutDown;

    private ClusterNode(IHost host, ActorSystem system, TaskCompletionSource<RunAssignment> assignment)
    {
        (_host, _system, _assignment) = (host, system, assignment);
        _ended = NodeShutdown.EndedAsync(system);
        _statistics = new ActorStatistics(system);
    }

    /// <summary>Whether the coordinator runs on this node.</summary>
    public bool Coordinates => _coordinates;

    /// <summary>This node's address, as <c>host:port</c>.</summary>
    public string HostAndPort => Text(Akka.Cluster.Cluster.Get(_system).SelfAddress);

    /// <summary>Addresses of all members as this node knows them, as <c>host:port</c>.</summary>
    public IReadOnlyList<string> Members =>
        [.. Akka.Cluster.Cluster.Get(_system).State.Members.Select(m => Text(m.Address)).Order(StringComparer.Ordinal)];

    /// <summary>Completes when the run is over, on the node that has the coordinator.</summary>
    public Task<RunEnd> RunEnded => _runEnded.Task;

    /// <summary>Completes when this process's worker ends.</summary>
    public Task<WorkerEffect.Exit> WorkerExited => _workerExited.Task;

    /// <summary>Completes when the node has left the cluster.</summary>
    public Task Ended => _ended;

    /// <summary>Why the node left the cluster; null while it is a member.</summary>
    public NodeEnd? End => _ended.IsCompletedSuccessfully ? _ended.Result : null;

    public int? CoordinatorMailbox => _statistics.CoordinatorMailbox;

    public long DeadLetters => _statistics.DeadLetters;

    internal ActorSystem System => _system;

    private IActorRef Coordinator => ActorRegistry.For(_system).Get<CoordinatorActor>();

    /// <summary>Starts the actor system and joins the cluster, or starts a cluster.</summary>
    /// <exception cref="ClusterException">The port is in use, no seed answers, or an address cannot be used.</exception>
    public static async Task<ClusterNode> StartAsync(NodeOptions options)
    {
        var node = Create(options);
        try
        {
            await node._host.StartAsync().ConfigureAwait(false);
            await node.JoinAsync(options).ConfigureAwait(false);
            return node;
        }
        catch
        {
            await node.ShutDownAsync(CoordinatedShutdown.ClusterJoinUnsuccessfulReason.Instance).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs the coordinator here if this is the oldest node of its role, and stands by otherwise. Called once.</summary>
    /// <param name="store">What the run's coordinators share.</param>
    /// <param name="settings">What the run requires of its workers.</param>
    /// <param name="time">The clock of all timeouts.</param>
    /// <param name="observer">Receives the run's events while the coordinator runs on this node.</param>
    public void StartCoordinator(IRunStore store, RunSettings settings, TimeProvider time, IRunObserver observer)
    {
        var ending = new RunEndObserver(observer, _runEnded);
        _assignment.SetResult(new RunAssignment(store, settings, time, new RunObserver(happened => Observe(happened, ending)))
        {
            Started = _statistics.Coordinates,
        });
    }

    /// <summary>Runs this process's worker.</summary>
    public void StartWorker(JoinRequest request, ITrainingThread thread)
    {
        var worker = _system.ActorOf(
            WorkerActor.Props(request, Coordinator, thread, exit => _workerExited.TrySetResult(exit)), "worker");
        NodeShutdown.LeaveRunFirst(_system, worker);
    }

    /// <summary>Reports to the coordinator what this process knows, such as that a worker process that it started has ended.</summary>
    /// <remarks>Only on the node that has the coordinator: inputs do not travel.</remarks>
    public void Tell(RunInput input) => Coordinator.Tell(input);

    /// <summary>Asks the coordinator for the run's status.</summary>
    /// <exception cref="ClusterException">It did not answer in time.</exception>
    public async Task<RunStatus> StatusAsync(TimeSpan timeout)
    {
        try
        {
            return await Coordinator.Ask<RunStatus>(new StatusQuery(HostAndPort), timeout).ConfigureAwait(false);
        }
        catch (AskTimeoutException exceeded)
        {
            throw new ClusterException($"The cluster's coordinator did not answer within {timeout.TotalSeconds:0.#} s: no node of the role "
                + $"'{NodeOptions.CoordinatorRole}' may be up, or it waits for its database.", isUsage: false, exceeded);
        }
    }

    public async ValueTask DisposeAsync() => await ShutDownAsync(NodeStoppedReason.Instance).ConfigureAwait(false);

    private static ClusterNode Create(NodeOptions options)
    {
        var assignment = new TaskCompletionSource<RunAssignment>(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services
            .AddSingleton<IHostLifetime, NodeLifetime>()
            .AddAkka(options.Cluster, (akka, _) => akka.WithNode(options, assignment.Task));
        var host = builder.Build();
        try
        {
            return new ClusterNode(host, host.Services.GetRequiredService<ActorSystem>(), assignment);
        }
        catch (Exception exception)
        {
            host.Dispose();
            if (Describe(exception, options) is { } described)
                throw described;
            throw;
        }
    }

    private static ClusterException? Describe(Exception exception, NodeOptions options) => exception switch
    {
        ConfigurationException configuration => new ClusterException(configuration.Message, isUsage: true, configuration),
        _ when FindSocketException(exception) is { } socket => new ClusterException(
            socket.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? $"Port {options.Port} of {options.Host} is in use by another node or program: name another --port, or end that one."
                : $"The node cannot listen on {options.Host}:{options.Port} ({socket.Message}): name an address of this machine.",
            isUsage: true, exception),
        _ => null,
    };

    private static SocketException? FindSocketException(Exception? exception) => exception switch
    {
        null => null,
        SocketException socket => socket,
        AggregateException many => many.InnerExceptions.Select(FindSocketException).FirstOrDefault(s => s is not null),
        _ => FindSocketException(exception.InnerException),
    };

    private async Task JoinAsync(NodeOptions options)
    {
        var cluster = Akka.Cluster.Cluster.Get(_system);
        var joined = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _system.ActorOf(JoinWatch.Props(() => joined.TrySetResult()), "join-watch");
        // A node that is its own seed would start another cluster if it restarted while the others are out of reach.
        var seeds = Seeds.Parse(options, cluster.SelfAddress.Protocol).Where(seed => !seed.Equals(cluster.SelfAddress)).ToList();
        if (seeds.Count == 0)
        {
            cluster.Join(cluster.SelfAddress);
        }
        else
        {
            cluster.JoinSeedNodes(seeds);
            if (!options.SeveralMachines)
                _system.ActorOf(ShutdownWhenSeedsLeave.Props(seeds), "shutdown-when-seeds-leave");
        }

        try
        {
            await Task.WhenAny(joined.Task, Ended).WaitAsync(options.JoinTimeout).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Reported below.
        }
        if (!joined.Task.IsCompleted)
        {
            throw new ClusterException($"{HostAndPort} could not join the cluster '{options.Cluster}' through "
                + $"{string.Join(", ", options.Seeds)} within {options.JoinTimeout.TotalSeconds:0.#} s: start the first node there, or "
                + "name the right --seeds.", isUsage: true);
        }
    }

    private async Task ShutDownAsync(CoordinatedShutdown.Reason reason)
    {
        if (Interlocked.Exchange(ref _shutDown, 1) != 0)
            return;
        await CoordinatedShutdown.Get(_system).Run(reason).ConfigureAwait(false);
        await Ended.ConfigureAwait(false);
        await _host.StopAsync().ConfigureAwait(false);
        _host.Dispose();
    }

    private void Observe(IRunEvent happened, RunEndObserver observer)
    {
        if (happened is CoordinatorStarted)
            _coordinates = true;
        observer.OnEvent(happened);
    }

    private static string Text(Akka.Actor.Address address) => $"{address.Host}:{address.Port}";
}
