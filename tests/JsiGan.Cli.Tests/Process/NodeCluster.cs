using JsiGan.Runtime.Events;

namespace JsiGan.Cli.Tests.Process;

/// <summary>`jsigan node` processes of one machine that make a cluster as several machines do, with a private database of their
/// own.</summary>
internal sealed class NodeCluster : IDisposable
{
    private readonly List<Cli> _nodes = [];

    public DatabaseHome Home { get; } = new();

    /// <summary>The first coordinator's address, as host:port.</summary>
    public string Seed { get; private set; } = "";

    /// <summary>Starts a cluster.</summary>
    public Cli First(params string[] arguments)
    {
        var first = Start(["--roles", "coordinator", .. arguments]);
        Seed = first.WaitFor<NodeStarted>().Address;
        return first;
    }

    /// <summary>Starts a standby coordinator and waits until it has joined: the first to join is the first to succeed.</summary>
    public Cli StandBy()
    {
        var node = Start("--roles", "coordinator", "--seeds", Seed);
        node.WaitFor<NodeStarted>();
        return node;
    }

    /// <summary>Starts a worker that uses Gloo.</summary>
    public Cli Worker(string name, params string[] arguments) =>
        Start(["--roles", "worker", "--seeds", Seed, "--name", name, "--transport", "gloo", .. arguments]);

    public Cli Start(params string[] arguments)
    {
        var node = Home.Start(["node", "tiny.yaml", .. arguments]);
        _nodes.Add(node);
        return node;
    }

    /// <summary>A node that is refused.</summary>
    public CliResult Refused(params string[] arguments) => Home.Run(["node", "tiny.yaml", .. arguments]);

    public void Dispose()
    {
        _nodes.ForEach(node => node.Dispose());
        Home.Dispose();
    }
}
