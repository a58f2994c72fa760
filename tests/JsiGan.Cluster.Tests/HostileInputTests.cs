using Akka.Actor;
using JsiGan.Cluster.Serialization;
using MessagePack;

namespace JsiGan.Cluster.Tests;

/// <summary>Untrusted bytes: each input is a message, or is refused by the exception that Akka logs and drops, in little memory.</summary>
public sealed class HostileInputTests : IDisposable
{
    private const int Seed = 20260101;
    private const int Rounds = 300;
    private const long AllocationLimit = 4 << 20;

    private readonly ActorSystem _system = ActorSystem.Create("hostile");
    private readonly ProtocolSerializer _serializer;

    public HostileInputTests() => _serializer = new ProtocolSerializer((ExtendedActorSystem)_system);

    public static TheoryData<object> Messages() => SerializationTests.Messages();

    [Theory, MemberData(nameof(Messages), DisableDiscoveryEnumeration = true)]
    public void A_message_cut_short_anywhere_is_refused(object message)
    {
        var (bytes, manifest) = (_serializer.ToBinary(message), _serializer.Manifest(message));
        for (var length = 0; length < bytes.Length; length++)
        {
            var cut = bytes[..length];
            Assert.Throws<MessagePackSerializationException>(() => _serializer.FromBinary(cut, manifest));
        }
    }

    [Theory, MemberData(nameof(Messages), DisableDiscoveryEnumeration = true)]
    public void A_damaged_message_is_read_or_refused_and_never_anything_else(object message)
    {
        var (bytes, manifest) = (_serializer.ToBinary(message), _serializer.Manifest(message));
        var random = new Random(Seed);
        for (var round = 0; round < Rounds; round++)
        {
            var damaged = Damage(bytes, random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Assert.Equal(damaged, _serializer.ToBinary(_serializer.FromBinary(damaged, manifest)));
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
            {
                Assert.True(exception is MessagePackSerializationException, $"{Name(round, damaged)}: {exception}");
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < AllocationLimit, $"{Name(round, damaged)}: {allocated} bytes allocated");
        }
    }

    /// <summary>Each is a union's case 0 (w: JoinRequest, c: Prepare, s: StatusQuery) or a part of it.</summary>
    [Theory]
    [InlineData("w", "")]
    [InlineData("w", "c1")]
    [InlineData("w", "92 00 dd7fffffff")]
    [InlineData("w", "92 00 ddffffffff")]
    [InlineData("w", "92 00 91 dbffffffff 61")]
    [InlineData("w", "92 01 94 a177 920307 c6ffffffff 01")]
    [InlineData("c", "92 00 91 93 03 07 ddffffffff")]
    [InlineData("s", "92 00 92 a161 ddffffffff")]
    [InlineData("s", "92 00 92 a161 dfffffffff")]
    [InlineData("s", "92 00 91 a161 01")]
    public void A_length_beyond_the_input_is_refused_before_memory_is_taken_for_it(string manifest, string hex)
    {
        var bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<MessagePackSerializationException>(() => _serializer.FromBinary(bytes, manifest));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocationLimit);
    }

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        byte[] bytes = [0x92, 0x00, 0x92, 0xa1, 0x61, .. Enumerable.Repeat((byte)0x91, 100_000), 0xc0];
        Assert.Throws<MessagePackSerializationException>(() => _serializer.FromBinary(bytes, "s"));
    }

    public void Dispose() => _system.Terminate().GetAwaiter().GetResult();

    private static string Name(int round, byte[] bytes) => $"seed {Seed}, round {round}, {Convert.ToHexStringLower(bytes)}";

    private static byte[] Damage(byte[] message, Random random)
    {
        var bytes = message.ToList();
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(3))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.Insert(at, (byte)random.Next(256)); break;
                default: bytes.RemoveAt(at); break;
            }
        }

        return [.. bytes];
    }
}
