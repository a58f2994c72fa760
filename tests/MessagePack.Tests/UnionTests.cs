using static MessagePack.Tests.Golden;

namespace MessagePack.Tests;

public sealed class UnionTests
{
    [Fact]
    public void A_union_is_its_key_and_its_value()
    {
        IsWritten<ISignal>("92 00 91 a172", new Started("r"));
        IsWritten<ISignal>("92 cd012c 92 02 c0", new Stopped(2, null));
        IsWritten<Shape>("92 01 91 ca3fc00000", new Circle(1.5f));
        IsWritten<ISignal?>("c0", null);
        IsWritten<ISignal[]>("91 92 00 91 a172", [new Started("r")]);
    }

    [Fact]
    public void The_type_itself_is_written_without_a_key() => IsWritten("91 a172", new Started("r"));

    [Fact]
    public void A_type_without_a_key_is_written_as_nil() =>
        Assert.Equal("c0", Hex(MessagePackSerializer.Serialize<ISignal>(new Unlisted())));

    [Fact]
    public void An_unknown_key_is_read_as_null_and_its_value_passed_over()
    {
        var bytes = Bytes("92 92 05 92 01 02 92 00 91 a172");
        Assert.Equal([null, new Started("r")], MessagePackSerializer.Deserialize<ISignal?[]>(bytes));
    }

    [Theory]
    [InlineData("91 00")]
    [InlineData("93 00 91 a172 00")]
    [InlineData("92 a161 91 a172")]
    public void What_is_no_pair_of_key_and_value_is_refused(string hex) =>
        Assert.Throws<MessagePackSerializationException>(() => MessagePackSerializer.Deserialize<ISignal>(Bytes(hex)));
}
