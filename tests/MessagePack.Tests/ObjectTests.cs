using static MessagePack.Tests.Golden;

namespace MessagePack.Tests;

public sealed class ObjectTests
{
    [Fact]
    public void Integer_keys_make_an_array_with_nil_in_the_gaps()
    {
        var bytes = MessagePackSerializer.Serialize(new Gapped { Step = 3, Rate = 1.5, Name = "x", Ignored = 9 });
        Assert.Equal(Hex(Bytes("95 03 c0 cb3ff8000000000000 c0 a178")), Hex(bytes));
        var read = MessagePackSerializer.Deserialize<Gapped>(bytes);
        Assert.Equal((3, 1.5, "x", 0), (read.Step, read.Rate, read.Name, read.Ignored));
    }

    [Fact]
    public void A_member_that_the_input_lacks_keeps_its_initial_value()
    {
        var read = MessagePackSerializer.Deserialize<Gapped>(Bytes("91 03"));
        Assert.Equal((3, 0.5, null), (read.Step, read.Rate, read.Name));
        Assert.Equal(7, MessagePackSerializer.Deserialize<Named>(Bytes("81 a46e616d65 a161")).Count);
    }

    [Fact]
    public void Elements_and_keys_that_the_type_lacks_are_skipped()
    {
        Assert.Equal(new Position(1, 2), MessagePackSerializer.Deserialize<Position>(Bytes("94 01 02 92 81 01 02 a161 d6ff00000000")));
        var read = MessagePackSerializer.Deserialize<Named>(Bytes("83 a16e 05 a1ff 91 c403010203 a46e616d65 a161"));
        Assert.Equal(("a", 5), (read.Name, read.Count));
    }

    [Fact]
    public void String_keys_make_a_map_in_the_order_of_declaration()
    {
        Assert.Equal(Hex(Bytes("82 a46e616d65 a161 a16e 02")), Hex(MessagePackSerializer.Serialize(new Named { Name = "a", Count = 2 })));
        IsWritten("82 a44e616d65 a161 a5436f756e74 02", new ByName("a", 2));
    }

    [Fact]
    public void A_record_is_rebuilt_by_its_constructor()
    {
        IsWritten("92 01 cd0100", new Position(1, 256));
        IsWritten("92 01 02", new Pair(1, 2));
    }

    [Fact]
    public void A_constructor_gets_defaults_for_what_the_input_lacks() =>
        Assert.Equal(new Position(1, 0), MessagePackSerializer.Deserialize<Position>(Bytes("91 01")));

    [Fact]
    public void Objects_nest_with_collections_and_init_properties()
    {
        var report = new Report
        {
            At = new Position(2, 3),
            Losses = [1.5f],
            Norms = new() { ["g"] = 0.5 },
            Phase = Phase.Train,
            State = new byte[] { 1, 2 },
        };
        var bytes = MessagePackSerializer.Serialize(report);
        Assert.Equal(Hex(Bytes("95 92 02 03 91 ca3fc00000 81 a167 cb3fe0000000000000 ccc8 c402 0102")), Hex(bytes));
        var read = MessagePackSerializer.Deserialize<Report>(bytes);
        Assert.Equal(report.At, read.At);
        Assert.Equal(report.Losses, read.Losses);
        Assert.Equal(report.Norms, read.Norms);
        Assert.Equal(report.Phase, read.Phase);
        Assert.Equal(report.State.ToArray(), read.State.ToArray());
    }

    [Fact]
    public void A_type_may_contain_itself()
    {
        var bytes = Bytes("92 01 92 92 02 c0 92 03 90");
        var root = MessagePackSerializer.Deserialize<Node>(bytes);
        Assert.Equal([2, 3], root.Children!.Select(child => child.Value));
        Assert.Equal(bytes, MessagePackSerializer.Serialize(root));
    }

    [Fact]
    public void Nil_is_a_missing_object_but_no_value_type()
    {
        IsWritten<Position?>("c0", null);
        IsWritten<Pair?>("c0", null);
        Assert.Throws<MessagePackSerializationException>(() => MessagePackSerializer.Deserialize<Pair>(Bytes("c0")));
    }

    [Fact]
    public void A_map_is_no_integer_keyed_object_and_an_array_no_string_keyed_one()
    {
        Assert.Throws<MessagePackSerializationException>(() => MessagePackSerializer.Deserialize<Position>(Bytes("82 00 01 01 02")));
        Assert.Throws<MessagePackSerializationException>(() => MessagePackSerializer.Deserialize<Named>(Bytes("91 a161")));
    }

    [Fact]
    public void A_type_without_attributes_is_refused() =>
        Assert.Throws<MessagePackSerializationException>(() => MessagePackSerializer.Serialize(new Plain(1)));

    private sealed record Plain(int Value);
}
