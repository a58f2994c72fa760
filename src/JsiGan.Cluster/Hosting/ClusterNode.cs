using System.Net.Sockets;
using Akka.Actor;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;
using JsiGan.Cluster.Actors;
using JsiGan.Protocol.Runs;
using JsiGan.Protocol.Status;
using JsiGan.Protocol.Workers;

namespace JsiGan.Cluster.Hosting;

/// <summary>
/// A process's part in a cluster: its actor system, joined, with the coordinator (a singleton among the nodes of its role) and the worker
/// that it runs. Disposing leaves the cluster in good order.
/// </summary>
public sealed class ClusterNode : IAsyncDisposable
{
    private const string Singleton = "run";

    private readonly ActorSystem _system;
    private readonly Lazy<IActorRef> _coordinator;
    private volatile bool _coordinates;
    private readonly TaskCompletionSource<RunEffect.End> _runEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<WorkerEffect.Exit> _workerExited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ClusterNode(ActorSystem system)
    {
        _system = system;
        _coordinator = new Lazy<IActorRef>(StartProxy);
        _system.ActorOf(Props.Create(() => new Listener(Note, Take, RunOver, WorkerOver, Coordinate)), "listener");
    }

    /// <summary>Whether the coordinator runs on this node.</summary>
    public bool Coordinates => _coordinates;

    /// <summary>
    /// Something people want to read about the run, told on the node that has the coordinator. Called from another thread.
    /// </summary>
    public event Action<string>? Noted;

    /// <summary>
    /// Something that the workers measured, told on the node that has the coordinator, once by each worker. Called from another thread.
    /// </summary>
    public event Action<IMeasurement>? Measured;

    /// <summary>This node's address, as <c>host:port</c>.</summary>
    public string HostAndPort => Text(Akka.Cluster.Cluster.Get(_system).SelfAddress);

    /// <summary>Addresses of all members as this node knows them, as <c>host:port</c>.</summary>
    public IReadOnlyList<string> Members =>
        [.. Akka.Cluster.Cluster.Get(_system).State.Members.Select(m => Text(m.Address)).Order(StringComparer.Ordinal)];

    /// <summary>Completes when the run is over, on the node that has the coordinator.</summary>
    public Task<RunEffect.End> RunEnded => _runEnded.Task;

    /// <summary>Completes when this process's worker ends.</summary>
    public Task<WorkerEffect.Exit> WorkerExited => _workerExited.Task;

    /// <summary>Completes when the node has left the cluster: it was disposed, or the others went on without it.</summary>
    public Task Ended => _system.WhenTerminated;

    /// <summary>Starts the actor system and joins the cluster, or is its first node.</summary>
    /// <exception cref="ClusterException">The port is in use, no seed answers, or an address cannot be used.</exception>
    public static async Task<ClusterNode> StartAsync(NodeOptions options)
    {
        var node = new ClusterNode(Create(options));
        try
        {
            await node.JoinAsync(options).ConfigureAwait(false);
            return node;
        }
        catch
        {
            await node._system.Terminate().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs the coordinator here when this is the oldest node of its role, and stands by otherwise.</summary>
    public void StartCoordinator(IRunStore store, RunSettings settings, TimeProvider time)
    {
        var singleton = ClusterSingletonManagerSettings.Create(_system).WithRole(NodeOptions.CoordinatorRole);
        var coordinator = CoordinatorActor.Props(store, settings, time);
        _system.ActorOf(ClusterSingletonManager.Props(coordinator, PoisonPill.Instance, singleton), Singleton);
    }

    /// <summary>Runs this process's worker.</summary>
    public void StartWorker(Join hello, ITrainingThread thread) =>
        _system.ActorOf(WorkerActor.Props(hello, _coordinator.Value, thread), "worker");

    /// <summary>Tells the coordinator what this process knows, such as that a worker process that it started has ended.</summary>
    /// <remarks>Only on the node that has the coordinator: events do not travel.</remarks>
    public void Tell(RunEvent happened) => _coordinator.Value.Tell(happened);

    /// <summary>Asks the coordinator how the run is doing.</summary>
    /// <exception cref="ClusterException">It did not answer in time.</exception>
    public async Task<RunStatus> StatusAsync(TimeSpan limit)
    {
        try
        {
            return await _coordinator.Value.Ask<RunStatus>(new StatusQuery(HostAndPort), limit).ConfigureAwait(false);
        }
        catch (AskTimeoutException timeout)
        {
            throw new ClusterException($"The cluster's coordinator did not answer within {limit.TotalSeconds:0.#} s: no node of the role "
                + $"'{NodeOptions.CoordinatorRole}' may be up, or it waits for its database.", isUsage: false, timeout);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CoordinatedShutdown.Get(_system).Run(CoordinatedShutdown.ClusterLeavingReason.Instance).ConfigureAwait(false);
        await _system.WhenTerminated.ConfigureAwait(false);
    }

    private static ActorSystem Create(NodeOptions options)
    {
        try
        {
            return ActorSystem.Create(options.Cluster, NodeConfig.Of(options));
        }
        catch (ConfigurationException fault)
        {
            throw new ClusterException(fault.Message, isUsage: true, fault);
        }
        catch (Exception fault) when (SocketFault(fault) is { } socket)
        {
            throw new ClusterException(socket.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? $"Port {options.Port} of {options.Host} is in use, by another node or program: name another --port, or end that one."
                : $"The node cannot listen on {options.Host}:{options.Port} ({socket.Message}): name an address of this machine.",
                isUsage: true, fault);
        }
    }

    private static SocketException? SocketFault(Exception? fault) => fault switch
    {
        null => null,
        SocketException socket => socket,
        AggregateException many => many.InnerExceptions.Select(SocketFault).FirstOrDefault(s => s is not null),
        _ => SocketFault(fault.InnerException),
    };

    private async Task JoinAsync(NodeOptions options)
    {
        var cluster = Akka.Cluster.Cluster.Get(_system);
        var joined = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _system.ActorOf(Props.Create(() => new JoinWatch(() => joined.TrySetResult())), "join");
        // A node that is named among its own seeds would begin another cluster whenever it starts while the others are out of reach.
        var seeds = NodeConfig.Seeds(options, cluster.SelfAddress.Protocol).Where(seed => !seed.Equals(cluster.SelfAddress)).ToList();
        if (seeds.Count == 0)
        {
            cluster.Join(cluster.SelfAddress);
            if (!options.SeveralMachines)
                _system.ActorOf(Props.Create(() => new Undertaker()), "undertaker");
        }
        else
        {
            Join(cluster, seeds, anchored: !options.SeveralMachines);
        }

        try
        {
            await Task.WhenAny(joined.Task, Ended).WaitAsync(options.JoinLimit).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Told below.
        }
        if (!joined.Task.IsCompleted)
        {
            var asked = string.Join(", ", options.Seeds);
            throw new ClusterException($"No node of the cluster '{options.Cluster}' let {HostAndPort} in at {asked} within "
                + $"{options.JoinLimit.TotalSeconds:0.#} s: start the first node there, or name the right --seeds.", isUsage: true);
        }
    }

    private void Join(Akka.Cluster.Cluster cluster, IReadOnlyList<Address> seeds, bool anchored)
    {
        cluster.JoinSeedNodes(seeds);
        if (anchored)
            _system.ActorOf(Props.Create(() => new Anchor(seeds)), "anchor");
    }

    private IActorRef StartProxy()
    {
        var singleton = ClusterSingletonProxySettings.Create(_system).WithRole(NodeOptions.CoordinatorRole);
        return _system.ActorOf(ClusterSingletonProxy.Props($"/user/{Singleton}", singleton), "coordinator");
    }

    private void Note(string text) => Noted?.Invoke(text);

    private void Take(IMeasurement measurement) => Measured?.Invoke(measurement);

    private void RunOver(RunEffect.End end) => _runEnded.TrySetResult(end);

    private void WorkerOver(WorkerEffect.Exit exit) => _workerExited.TrySetResult(exit);

    private void Coordinate() => _coordinates = true;

    private static string Text(Address address) => $"{address.Host}:{address.Port}";
}
