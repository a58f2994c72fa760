using System.Reflection;
using Akka.Actor;
using Akka.Configuration;
using JsiGan.Protocol;
using JsiGan.Protocol.Runs;
using JsiGan.Protocol.Status;
using JsiGan.Testing;
using MessagePack;

namespace JsiGan.Cluster.Tests;

/// <summary>Every message of the protocol through the serializer that cluster-config/node.conf binds.</summary>
public sealed class SerializationTests : IDisposable
{
    private static readonly GenerationId Generation = new(3, 7);
    private static readonly CommitPoint Point = new(41, 1);

    private readonly ActorSystem _system = ActorSystem.Create("test", ConfigurationFactory.ParseString("akka.actor.provider = local")
        .WithFallback(ConfigurationFactory.ParseString(File.ReadAllText(Path.Combine(Repository.Root, "cluster-config", "node.conf")))));

    public static TheoryData<object> Messages() =>
    [
        new Join("w", "h", "cpu", "0.1.0", "abc", Generation),
        new Prepared("w", Generation, [1, 2], new Weights(Generation, Point)),
        new Prepared("w", Generation, [], null),
        new Connected("w", Generation),
        new Alive("w", Generation, Point, "all-reduce of step 41"),
        new Committed("w", Generation, Point, 0.25, 0.5, 0.125),
        new Failed("w", Generation, "out of memory", true),
        new Leave("w"),
        new Prepare(Generation),
        new Connect(Generation, [new Seat("w", "h", [9])], 0, Point, true),
        new StepMeasured("w", Generation, 41, 2, 1, 1e-6, [new Measure("d1", 1.5)], [new Measure("generator", 0.25)], 0.5, 0.25, 0.125),
        new EpochMeasured("w", Generation, 40, 1, 2, 31.5, 0.75),
        new StageMeasured("w", Generation, 40, 1, 31.5, 0.9),
        new Stop(Generation, true, "done", "w"),
        new Refused("another version"),
        new Rejoin("unknown"),
        new StatusQuery("127.0.0.1:4053"),
        new RunStatus(
            "training", Generation, Point, 100, 12.5, [new WorkerStatus("w", "h", "cpu", 0, Point, 0.1, 0.2, 0.3, "", 0.5)], "w", "slow"),
    ];

    [Theory, MemberData(nameof(Messages), DisableDiscoveryEnumeration = true)]
    public void A_message_comes_back_as_it_was_sent(object message)
    {
        var serializer = Assert.IsType<Serialization.ProtocolSerializer>(_system.Serialization.FindSerializerFor(message));
        var bytes = serializer.ToBinary(message);
        var back = _system.Serialization.Deserialize(bytes, serializer.Identifier, serializer.Manifest(message));
        Assert.Equivalent(message, back, strict: true);
        Assert.Equal(bytes, serializer.ToBinary(back));
    }

    [Fact]
    public void No_message_of_the_protocol_is_without_a_sample_here()
    {
        var sampled = ((IEnumerable<object[]>)Messages()).Select(m => m[0].GetType()).ToHashSet();
        var unions = typeof(IWorkerMessage).Assembly.GetExportedTypes().SelectMany(t => t.GetCustomAttributes<UnionAttribute>()).ToList();
        Assert.NotEmpty(unions);
        Assert.Empty(unions.Select(u => u.SubType).Except(sampled));
    }

    [Fact]
    public void What_is_no_message_is_refused()
    {
        var serializer = new Serialization.ProtocolSerializer((ExtendedActorSystem)_system);
        Assert.Throws<ArgumentException>(() => serializer.Manifest("text"));
        Assert.Throws<ArgumentException>(() => serializer.FromBinary([], "unknown"));
        Assert.Throws<MessagePackSerializationException>(() => serializer.FromBinary([0xC1], "w"));
    }

    public void Dispose() => _system.Terminate().GetAwaiter().GetResult();
}
