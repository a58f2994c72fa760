using System.Reflection;
using static MessagePack.Tests.Golden;

namespace MessagePack.Tests;

public sealed class HostileInputTests
{
    private const long AllocationLimit = 4 << 20;

    private static readonly byte[] ReportBytes = MessagePackSerializer.Serialize(new Report
    {
        At = new Position(2, 300),
        Losses = [1.5f, 2.5f, -1f],
        Norms = new() { ["generator"] = 0.5, ["discriminator"] = 2 },
        Phase = Phase.Train,
        State = new byte[] { 1, 2, 3, 4 },
    });

    [Fact]
    public void An_input_cut_short_anywhere_is_refused()
    {
        for (var length = 0; length < ReportBytes.Length; length++)
        {
            var cut = ReportBytes.AsMemory(0, length);
            Assert.Throws<MessagePackSerializationException>(() => MessagePackSerializer.Deserialize<Report>(cut));
        }
    }

    [Theory]
    [InlineData("dd 7fffffff", typeof(int[]))]
    [InlineData("dd ffffffff 01 02", typeof(List<int>))]
    [InlineData("df 7fffffff a161 01", typeof(Dictionary<string, int>))]
    [InlineData("df ffffffff a161 01", typeof(Dictionary<string, int>))]
    [InlineData("db 7fffffff 61", typeof(string))]
    [InlineData("db ffffffff 61", typeof(string))]
    [InlineData("c6 7fffffff 01", typeof(byte[]))]
    [InlineData("c6 ffffffff 01", typeof(byte[]))]
    [InlineData("c9 ffffffff ff 00", typeof(DateTime))]
    [InlineData("dd 7fffffff 01", typeof(Position))]
    [InlineData("93 01 02 dd ffffffff", typeof(Position))]
    [InlineData("c1", typeof(Position))]
    [InlineData("", typeof(Position))]
    public void A_length_beyond_the_input_is_refused_before_memory_is_taken_for_it(string hex, Type type)
    {
        var read = typeof(HostileInputTests).GetMethod(nameof(Read), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(type)
            .CreateDelegate<Action<byte[]>>();
        var bytes = Bytes(hex);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<MessagePackSerializationException>(() => read(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocationLimit);
    }

    [Fact]
    public void Nesting_deeper_than_allowed_is_refused()
    {
        var deep = Assert.Throws<MessagePackSerializationException>(() => MessagePackSerializer.Deserialize<Node>(NestedNodes(600)));
        Assert.IsType<InsufficientExecutionStackException>(deep.GetBaseException());
        Assert.Equal(1, MessagePackSerializer.Deserialize<Node>(NestedNodes(200)).Value);
        Assert.Throws<MessagePackSerializationException>(() => MessagePackSerializer.Deserialize<Node>(NestedNodes(100_000)));
    }

    [Fact]
    public void An_unknown_element_nested_without_end_is_passed_over()
    {
        byte[] bytes = [0x93, 0x01, 0x02, .. Enumerable.Repeat((byte)0x91, 1_000_000), 0xc0];
        Assert.Equal(new Position(1, 2), MessagePackSerializer.Deserialize<Position>(bytes));
    }

    [Fact]
    public void A_damaged_input_is_read_or_refused_and_never_anything_else()
    {
        const int seed = 20260101;
        var random = new Random(seed);
        for (var round = 0; round < 5_000; round++)
        {
            var bytes = Damage(random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                MessagePackSerializer.Deserialize<Report>(bytes);
            }
            catch (Exception exception)
            {
                Assert.True(exception is MessagePackSerializationException, $"seed {seed}, round {round}, {Hex(bytes)}: {exception}");
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < AllocationLimit, $"seed {seed}, round {round}, {Hex(bytes)}: {allocated} bytes allocated");
        }
    }

    private static void Read<T>(byte[] bytes) => MessagePackSerializer.Deserialize<T>(bytes);

    /// <summary>[1, [[1, [...]]]]: each node has one child, the last has none.</summary>
    private static byte[] NestedNodes(int depth) =>
        [.. Enumerable.Range(1, depth - 1).SelectMany(_ => new byte[] { 0x92, 0x01, 0x91 }), 0x92, 0x01, 0xc0];

    private static byte[] Damage(Random random)
    {
        var bytes = ReportBytes.ToList();
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
