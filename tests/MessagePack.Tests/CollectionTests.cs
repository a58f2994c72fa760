using static MessagePack.Tests.Golden;

namespace MessagePack.Tests;

public sealed class CollectionTests
{
    [Theory]
    [InlineData(0, "90")]
    [InlineData(15, "9f")]
    [InlineData(16, "dc0010")]
    [InlineData(65536, "dd00010000")]
    public void An_array_has_the_shortest_header(int length, string header) =>
        IsWritten(header + string.Concat(Enumerable.Repeat("01", length)), Enumerable.Repeat(1, length).ToArray());

    [Fact]
    public void Every_list_type_is_an_array()
    {
        IsWritten<List<string?>>("92 a161 c0", ["a", null]);
        IsWritten<IReadOnlyList<int>>("92 01 02", [1, 2]);
        IsWritten<IReadOnlyCollection<int>>("92 01 02", [1, 2]);
        IsWritten<IEnumerable<int>>("92 01 02", [1, 2]);
        IsWritten<IList<int>>("92 01 02", [1, 2]);
        IsWritten<ICollection<int>>("92 01 02", [1, 2]);
        IsWritten<int[][]>("92 91 01 90", [[1], []]);
        IsWritten<List<byte>>("92 01 02", [1, 2]);
        IsWritten<List<int>?>("c0", null);
    }

    [Fact]
    public void A_sequence_is_written_without_knowing_its_length_in_advance() =>
        Assert.Equal("93000102", Hex(MessagePackSerializer.Serialize(Enumerable.Range(0, 5).Where(i => i < 3))));

    [Fact]
    public void A_dictionary_is_a_map_in_its_own_order()
    {
        IsWritten<Dictionary<string, int>>("82 a162 02 a161 01", new() { ["b"] = 2, ["a"] = 1 });
        IsWritten<IReadOnlyDictionary<int, bool>>("81 07 c3", new Dictionary<int, bool> { [7] = true });
        IsWritten<IDictionary<int, bool>>("81 07 c3", new Dictionary<int, bool> { [7] = true });
        IsWritten<Dictionary<string, int>>("80", []);
        IsWritten<Dictionary<string, int>?>("c0", null);
    }

    [Fact]
    public void A_map_of_sixteen_has_a_16_bit_header()
    {
        var map = Enumerable.Range(0, 16).ToDictionary(i => i, i => i);
        IsWritten("de0010" + string.Concat(Enumerable.Range(0, 16).Select(i => $"{i:x2}{i:x2}")), map);
    }

    [Fact]
    public void A_repeated_key_is_refused() => Assert.Throws<MessagePackSerializationException>(
        () => MessagePackSerializer.Deserialize<Dictionary<string, int>>(Bytes("82 a161 01 a161 02")));
}
