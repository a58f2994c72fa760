using static MessagePack.Tests.Golden;

namespace MessagePack.Tests;

public sealed class NumberTests
{
    [Theory]
    [InlineData("00", 0L)]
    [InlineData("7f", 127L)]
    [InlineData("cc80", 128L)]
    [InlineData("ccff", 255L)]
    [InlineData("cd0100", 256L)]
    [InlineData("cdffff", 65535L)]
    [InlineData("ce00010000", 65536L)]
    [InlineData("ceffffffff", 4294967295L)]
    [InlineData("cf0000000100000000", 4294967296L)]
    [InlineData("cf7fffffffffffffff", long.MaxValue)]
    [InlineData("ff", -1L)]
    [InlineData("e0", -32L)]
    [InlineData("d0df", -33L)]
    [InlineData("d080", -128L)]
    [InlineData("d1ff7f", -129L)]
    [InlineData("d18000", -32768L)]
    [InlineData("d2ffff7fff", -32769L)]
    [InlineData("d280000000", -2147483648L)]
    [InlineData("d3ffffffff7fffffff", -2147483649L)]
    [InlineData("d38000000000000000", long.MinValue)]
    public void An_integer_takes_the_smallest_format(string hex, long value) => IsWritten(hex, value);

    [Fact]
    public void Every_width_of_integer_takes_the_smallest_format()
    {
        IsWritten("cc80", (byte)128);
        IsWritten("d080", (sbyte)-128);
        IsWritten("d1ff7f", (short)-129);
        IsWritten("cdffff", ushort.MaxValue);
        IsWritten("d280000000", int.MinValue);
        IsWritten("ceffffffff", uint.MaxValue);
        IsWritten("cfffffffffffffffff", ulong.MaxValue);
        IsWritten("05", 5);
        IsWritten("05", 5u);
        IsWritten("05", (sbyte)5);
        IsWritten("41", 'A');
        IsWritten("cd20ac", '€');
    }

    [Theory]
    [InlineData("d3ffffffffffffffff", -1)]
    [InlineData("cf0000000000000005", 5)]
    [InlineData("d20000007f", 127)]
    public void An_integer_is_read_from_a_wider_format_than_it_needs(string hex, int value) =>
        Assert.Equal(value, MessagePackSerializer.Deserialize<int>(Bytes(hex)));

    [Theory]
    [InlineData("cd0100")]
    [InlineData("ff")]
    [InlineData("c0")]
    [InlineData("a135")]
    [InlineData("ca3f800000")]
    public void A_byte_is_not_read_from_what_does_not_hold_one(string hex) =>
        Assert.Throws<MessagePackSerializationException>(() => MessagePackSerializer.Deserialize<byte>(Bytes(hex)));

    [Fact]
    public void Floating_point_keeps_its_width()
    {
        IsWritten("ca3fc00000", 1.5f);
        IsWritten("cb3ff8000000000000", 1.5);
        IsWritten("ca7fc00000", BitConverter.UInt32BitsToSingle(0x7fc00000));
        IsWritten("cb8000000000000000", -0.0);
        IsWritten("cb7ff0000000000000", double.PositiveInfinity);
    }

    [Theory]
    [InlineData("05", 5.0)]
    [InlineData("d0df", -33.0)]
    [InlineData("ca3fc00000", 1.5)]
    [InlineData("ce00010000", 65536.0)]
    public void A_double_is_read_from_integers_and_singles(string hex, double value) =>
        Assert.Equal(value, MessagePackSerializer.Deserialize<double>(Bytes(hex)));

    [Fact]
    public void Booleans_enumerations_and_nullables_are_scalars()
    {
        IsWritten("c2", false);
        IsWritten("c3", true);
        IsWritten("ccc8", Phase.Train);
        IsWritten<Phase?>("00", Phase.Idle);
        IsWritten<Phase?>("c0", null);
        IsWritten<int?>("c0", null);
        IsWritten<int?>("2a", 42);
    }
}
