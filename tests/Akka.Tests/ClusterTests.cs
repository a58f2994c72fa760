using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;
using Akka.Serialization;

namespace ActorContract.Tests;

/// <summary>Nodes of one machine: membership, messages between them, singletons.</summary>
public sealed class ClusterTests : IAsyncDisposable
{
    private readonly List<ActorSystem> _systems = [];

    [Fact]
    public async Task Members_come_and_go_for_all_to_see()
    {
        var first = Start();
        var probe = new Probe(first);
        Cluster.Get(first).Subscribe(
            probe.Ref, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.MemberUp), typeof(ClusterEvent.MemberRemoved));
        Assert.Equal(AddressOf(first), (await probe.NextAsync<ClusterEvent.MemberUp>("the first")).Member.Address);
        var second = await JoinAsync(first, "worker");
        var come = (await probe.NextAsync<ClusterEvent.MemberUp>("the second")).Member;
        Assert.Equal(AddressOf(second), come.Address);
        Assert.True(come.HasRole("worker"));
        Assert.Equal(2, Cluster.Get(second).State.Members.Count);
        await LeaveAsync(second);
        Assert.Equal(AddressOf(second), (await probe.NextAsync<ClusterEvent.MemberRemoved>("the second's end")).Member.Address);
    }

    [Fact]
    public async Task A_singleton_is_asked_from_everywhere_and_moves_when_its_node_leaves()
    {
        var first = Start();
        var second = await JoinAsync(first, "host");
        var third = await JoinAsync(first, "host");
        StartSingleton(second);
        StartSingleton(third);
        var proxies = new[] { first, second, third }.Select(StartProxy).ToList();
        foreach (var proxy in proxies)
            Assert.Equal(new Note(AddressOf(second).ToString()), await proxy.Ask<Note>(new Note("where?"), Probe.Limit));
        await LeaveAsync(second);
        Assert.Equal(AddressOf(third).ToString(), await WhereAsync(proxies[0], AddressOf(third)));
    }

    [Fact]
    public async Task Messages_to_a_singleton_that_is_not_there_yet_wait_for_it()
    {
        var first = Start("host");
        var proxy = StartProxy(first);
        var early = proxy.Ask<Note>(new Note("where?"), Probe.Limit);
        StartSingleton(first);
        Assert.Equal(new Note(AddressOf(first).ToString()), await early);
    }

    [Fact]
    public async Task Who_watches_an_actor_of_a_node_that_leaves_is_told_of_its_end()
    {
        var first = Start();
        var second = await JoinAsync(first, "host");
        StartSingleton(second);
        var probe = new Probe(first);
        StartProxy(first).Tell(new Note("where?"), probe.Ref);
        await probe.NextAsync<Note>("the answer");
        var remote = probe.LastSender;
        Assert.Equal(AddressOf(second), remote.Path.Address);
        probe.Ref.Tell(remote);
        await LeaveAsync(second);
        Assert.Equal(remote, (await probe.NextAsync<Terminated>("its end")).ActorRef);
    }

    [Fact]
    public async Task Who_watches_an_actor_of_another_node_is_told_when_it_ends()
    {
        var first = Start();
        var second = await JoinAsync(first, "host");
        StartSingleton(second);
        var probe = new Probe(first);
        var proxy = StartProxy(first);
        proxy.Tell(new Note("where?"), probe.Ref);
        await probe.NextAsync<Note>("the answer");
        var remote = probe.LastSender;
        probe.Ref.Tell(remote);
        remote.Tell(new Note("end"), probe.Ref);
        var ended = await probe.NextAsync<Terminated>("its end");
        Assert.Equal(remote, ended.ActorRef);
        Assert.Equal(2, Cluster.Get(first).State.Members.Count);
    }

    [Fact]
    public void An_address_of_another_machine_is_refused() =>
        Assert.ThrowsAny<Exception>(() => ActorSystem.Create("test", Config("", "192.0.2.1")));

    public async ValueTask DisposeAsync()
    {
        foreach (var system in Enumerable.Reverse(_systems))
            await system.Terminate();
    }

    private static Config Config(string role, string host = "127.0.0.1") => ConfigurationFactory.ParseString($$"""
        akka {
          loglevel = OFF
          stdout-loglevel = OFF
          remote.dot-netty.tcp { hostname = "{{host}}", port = 0 }
          actor {
            provider = cluster
            serializers { note = "ActorContract.Tests.NoteSerializer, Akka.Tests" }
            serialization-bindings { "ActorContract.Tests.Note, Akka.Tests" = note }
          }
          cluster {
            roles = [{{role}}]
            gossip-interval = 200ms
            leader-actions-interval = 200ms
            singleton.hand-over-retry-interval = 200ms
            singleton-proxy.singleton-identification-interval = 100ms
          }
        }
        """);

    private static Address AddressOf(ActorSystem system) => Cluster.Get(system).SelfAddress;

    private static async Task LeaveAsync(ActorSystem system) =>
        await CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.ClusterLeavingReason.Instance).WaitAsync(Probe.Limit);

    private static void StartSingleton(ActorSystem system) => system.ActorOf(ClusterSingletonManager.Props(
        Props.Create(() => new Where()), PoisonPill.Instance, ClusterSingletonManagerSettings.Create(system).WithRole("host")), "manager");

    private static IActorRef StartProxy(ActorSystem system) => system.ActorOf(
        ClusterSingletonProxy.Props("/user/manager", ClusterSingletonProxySettings.Create(system).WithRole("host")));

    // While a singleton moves a message may be lost with its node, so it is said again.
    private static async Task<string> WhereAsync(IActorRef proxy, Address expected)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                var where = (await proxy.Ask<Note>(new Note("where?"), TimeSpan.FromSeconds(1))).Text;
                if (where == expected.ToString() || tries == 30)
                    return where;
            }
            catch (AskTimeoutException) when (tries < 30)
            {
            }
        }
    }

    private ActorSystem Start(string role = "")
    {
        var system = ActorSystem.Create("test", Config(role));
        _systems.Add(system);
        if (_systems.Count == 1)
            Cluster.Get(system).Join(AddressOf(system));
        return system;
    }

    private async Task<ActorSystem> JoinAsync(ActorSystem seed, string role)
    {
        var system = Start(role);
        var up = new TaskCompletionSource();
        Cluster.Get(system).RegisterOnMemberUp(() => up.SetResult());
        Cluster.Get(system).JoinSeedNodes([AddressOf(seed)]);
        await up.Task.WaitAsync(Probe.Limit);
        return system;
    }

    private sealed class Where : ReceiveActor
    {
        public Where() => Receive<Note>(note =>
        {
            if (note.Text == "end")
                Context.Stop(Self);
            else
                Sender.Tell(new Note(Cluster.Get(Context.System).SelfAddress.ToString()));
        });
    }
}

public sealed record Note(string Text);

public sealed class NoteSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public override int Identifier => 9001;

    public override string Manifest(object o) => "note";

    public override byte[] ToBinary(object obj) => System.Text.Encoding.UTF8.GetBytes(((Note)obj).Text);

    public override object FromBinary(byte[] bytes, string manifest) => new Note(System.Text.Encoding.UTF8.GetString(bytes));
}
