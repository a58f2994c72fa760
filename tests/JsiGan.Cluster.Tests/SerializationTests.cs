using System.Reflection;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Hosting;
using JsiGan.Cluster.Hosting;
using JsiGan.Cluster.Serialization;
using JsiGan.Protocol;
using JsiGan.Protocol.Runs;
using JsiGan.Protocol.Status;
using MessagePack;

namespace JsiGan.Cluster.Tests;

/// <summary>Every message of the protocol, and no other, through the serializers of a node.</summary>
public sealed class SerializationTests : Akka.Hosting.TestKit.TestKit
{
    private static readonly GenerationId Generation = new(3, 7);
    private static readonly CommitPoint Point = new(41, 1);

    public static TheoryData<object> Messages() =>
    [
        new JoinRequest("w", "h", "cpu", "0.1.0", "abc", Generation),
        new Prepared("w", Generation, [1, 2], new WeightsVersion(Generation, Point)),
        new Prepared("w", Generation, [], null),
        new Connected("w", Generation),
        new Alive("w", Generation, Point, "all-reduce of step 41"),
        new Committed("w", Generation, Point, 0.25, 0.5, 0.125),
        new Failed("w", Generation, "out of memory", true),
        new Leave("w"),
        new Prepare(Generation),
        new Connect(Generation, [new RosterEntry("w", "h", [9])], 0, Point, true),
        new StepMeasured("w", Generation, 41, 2, 1, 1e-6, [new Measure("d1", 1.5)], [new Measure("generator", 0.25)], 0.5, 0.25, 0.125)
        {
            Logits = [new Measure("d1-real", 2)], WeightNorms = [new Measure("generator", 40)],
            UpdateRatios = [new Measure("generator", 1e-4)], Forward = 0.125, Backward = 0.0625, Optimizer = 0.0625, Bytes = 1 << 20,
            Transfer = 0.25,
        },
        new EpochMeasured("w", Generation, 40, 1, 2, 31.5, 0.9, 4.5, 0.75),
        new StageMeasured("w", Generation, 40, 1, 31.5, 0.9, 4.5),
        new StepTimed("w", Generation, 41, 2, 0.5, 0.25, 0.125)
        {
            Forward = 0.125, Backward = 0.0625, Optimizer = 0.0625, Bytes = 1 << 20, Transfer = 0.25,
        },
        new CheckpointSaved("w", Generation, 40, 1, 1_000_000, 0.5),
        new CheckpointFailed("w", Generation, 40, 1, "the database does not answer"),
        new Stop(Generation, true, "done", "w"),
        new Refused("another version"),
        new Rejoin("unknown"),
        new StatusQuery("127.0.0.1:4053"),
        new RunStatus(
            "training", Generation, Point, 100, 12.5, [new WorkerStatus("w", "h", "cpu", 0, Point, 0.1, 0.2, 0.3, "", 0.5)], "w",
            SlownessCause.Compute),
    ];

    [Theory, MemberData(nameof(Messages), DisableDiscoveryEnumeration = true)]
    public void A_message_survives_the_round_trip(object message)
    {
        var serializer = Assert.IsType<ProtocolSerializer>(Sys.Serialization.FindSerializerFor(message));
        var bytes = serializer.ToBinary(message);
        var back = Sys.Serialization.Deserialize(bytes, serializer.Identifier, serializer.Manifest(message));
        Assert.Equivalent(message, back, strict: true);
        Assert.Equal(bytes, serializer.ToBinary(back));
    }

    [Fact]
    public void No_message_of_the_protocol_is_without_a_sample_here()
    {
        var sampled = Messages().Select(m => m.Data.GetType()).ToHashSet();
        var unions = typeof(IWorkerMessage).Assembly.GetExportedTypes().SelectMany(t => t.GetCustomAttributes<UnionAttribute>()).ToList();
        Assert.NotEmpty(unions);
        Assert.Empty(unions.Select(u => u.SubType).Except(sampled));
    }

    [Fact]
    public void What_is_not_a_message_is_refused()
    {
        var serializer = new ProtocolSerializer((ExtendedActorSystem)Sys);
        Assert.Throws<ArgumentException>(() => serializer.Manifest("text"));
        Assert.Throws<ArgumentException>(() => serializer.FromBinary([], "unknown"));
        Assert.Throws<MessagePackSerializationException>(() => serializer.FromBinary([0xC1], "w"));
    }

    [Fact]
    public void A_message_of_another_type_is_refused_with_a_sentence_that_names_it()
    {
        var unbound = new RunInput.StopRequested("by the user");
        var serializer = Assert.IsType<RefusingSerializer>(Sys.Serialization.FindSerializerFor(unbound));
        var refusal = Assert.Throws<SerializationException>(() => serializer.ToBinary(unbound));
        Assert.StartsWith($"{typeof(RunInput.StopRequested)} was not sent: no serializer is bound to it.", refusal.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Incoming_JSON_is_refused_too()
    {
        var bytes = "{\"$type\":\"System.IO.FileInfo, System.IO.FileSystem\",\"fileName\":\"x\"}"u8.ToArray();
        var refusal = Assert.Throws<SerializationException>(
            () => Sys.Serialization.Deserialize(bytes, serializerId: 1, typeof(FileInfo).AssemblyQualifiedName!));
        Assert.StartsWith("A message of type System.IO.FileInfo was refused", refusal.Message, StringComparison.Ordinal);
    }

    protected override void ConfigureAkka(AkkaConfigurationBuilder builder, IServiceProvider provider) =>
        builder.WithProtocolSerialization();
}
