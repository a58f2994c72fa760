using static MessagePack.Tests.Golden;

namespace MessagePack.Tests;

public sealed class TextAndTimeTests
{
    [Theory]
    [InlineData(0, "a0")]
    [InlineData(31, "bf")]
    [InlineData(32, "d920")]
    [InlineData(255, "d9ff")]
    [InlineData(256, "da0100")]
    [InlineData(65535, "daffff")]
    [InlineData(65536, "db00010000")]
    public void A_string_has_the_shortest_header(int length, string header) =>
        IsWritten(header + string.Concat(Enumerable.Repeat("61", length)), new string('a', length));

    [Fact]
    public void A_string_is_counted_in_UTF8_bytes()
    {
        IsWritten("a3 e2 82 ac", "€");
        IsWritten("a4 f0 9f 98 80", "😀");
        IsWritten("d920" + string.Concat(Enumerable.Repeat("c3a9", 16)), new string('é', 16));
        IsWritten<string?>("c0", null);
    }

    [Theory]
    [InlineData(0, "c400")]
    [InlineData(255, "c4ff")]
    [InlineData(256, "c50100")]
    [InlineData(65536, "c600010000")]
    public void Bytes_are_binary_with_the_shortest_header(int length, string header) =>
        IsWritten(header + string.Concat(Enumerable.Repeat("07", length)), Enumerable.Repeat((byte)7, length).ToArray());

    [Fact]
    public void Memory_is_binary()
    {
        Assert.Equal("c4020102", Hex(MessagePackSerializer.Serialize(new Memory<byte>([1, 2]))));
        Assert.Equal("c4020102", Hex(MessagePackSerializer.Serialize(new ReadOnlyMemory<byte>([1, 2]))));
        Assert.Equal([1, 2], MessagePackSerializer.Deserialize<ReadOnlyMemory<byte>>(Bytes("c4020102")).ToArray());
        Assert.Equal([1, 2], MessagePackSerializer.Deserialize<Memory<byte>>(Bytes("c4020102")).ToArray());
        IsWritten<byte[]?>("c0", null);
    }

    [Fact]
    public void A_time_takes_the_smallest_timestamp_extension()
    {
        IsWritten("d6ff 00000000", DateTime.UnixEpoch);
        IsWritten("d6ff ffffffff", DateTime.UnixEpoch.AddSeconds(uint.MaxValue));
        IsWritten("d7ff 00000001 00000000", DateTime.UnixEpoch.AddSeconds(1L << 32));
        IsWritten("d7ff 00000190 00000001", DateTime.UnixEpoch.AddSeconds(1).AddTicks(1));
        IsWritten("c70cff 00000000 ffffffffffffffff", DateTime.UnixEpoch.AddSeconds(-1));
        IsWritten("c70cff 00000000 0000000400000000", DateTime.UnixEpoch.AddSeconds(1L << 34));
    }

    [Fact]
    public void A_read_time_is_in_UTC() =>
        Assert.Equal(DateTimeKind.Utc, MessagePackSerializer.Deserialize<DateTime>(Bytes("d6ff00000000")).Kind);

    [Theory]
    [InlineData("d60100000000")]
    [InlineData("d5ff0000")]
    [InlineData("c70cff 00000000 7fffffffffffffff")]
    [InlineData("c70cff 00000000 8000000000000000")]
    public void A_wrong_or_unreachable_timestamp_is_refused(string hex) =>
        Assert.Throws<MessagePackSerializationException>(() => MessagePackSerializer.Deserialize<DateTime>(Bytes(hex)));

    [Fact]
    public void A_time_with_offset_is_the_local_time_and_minutes() =>
        IsWritten("92 d6ff 00001c20 78", new DateTimeOffset(1970, 1, 1, 2, 0, 0, TimeSpan.FromHours(2)));

    [Fact]
    public void A_duration_is_its_ticks() => IsWritten("ce 00989680", TimeSpan.FromSeconds(1));

    [Fact]
    public void An_identifier_is_its_lower_case_text()
    {
        var guid = Guid.Parse("00112233-4455-6677-8899-AABBCCDDEEFF");
        IsWritten("d924" + Hex("00112233-4455-6677-8899-aabbccddeeff"u8), guid);
        Assert.Throws<MessagePackSerializationException>(() => MessagePackSerializer.Deserialize<Guid>(Bytes("a3616263")));
    }
}
