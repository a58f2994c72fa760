using System.Buffers.Binary;
using System.Text;
using JsiGan.Training.Checkpoints;

namespace JsiGan.Training.Tests.Checkpoints;

public sealed class SafetensorsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string Path => _folder.File("t.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_read_back()
    {
        byte[] first = [1, 2, 3, 4, 5, 6, 7, 8], scalar = [9, 10];
        using (var file = File.Create(Path))
        {
            SafetensorsWriter.Write(
                file,
                [
                    new("b.weight", "F32", [2, 1], s => s.Write(first)),
                    new("a \"quoted\" ü", "BF16", [], s => s.Write(scalar)),
                    new("empty", "I64", [3, 0], _ => { }),
                ],
                new Dictionary<string, string> { ["recipe"] = "quickstart" });
        }

        using var reader = new SafetensorsReader(Path);
        Assert.Equal(["b.weight", "a \"quoted\" ü", "empty"], reader.Entries.Select(entry => entry.Name));
        Assert.Equal("quickstart", reader.Header.Metadata["recipe"]);
        var entry = reader.Find("b.weight")!;
        Assert.Equal(("F32", 0L, 8L), (entry.Type, entry.Begin, entry.End));
        Assert.Equal([2, 1], entry.Shape);
        var bytes = new byte[8];
        reader.Read(entry, bytes);
        Assert.Equal(first, bytes);
        reader.Read(entry, bytes.AsSpan(0, 3), offset: 5);
        Assert.Equal([6, 7, 8], bytes[..3]);
        Assert.Throws<ArgumentException>(() => reader.Read(entry, bytes, offset: 1));
        Assert.Null(reader.Find("c"));
    }

    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, [new("x", "U8", [3], s => s.Write([7, 8, 9]))]);
        var bytes = stream.ToArray();
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        Assert.Equal(0, length % 8);
        Assert.Equal("""{"x":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}}""", Encoding.UTF8.GetString(bytes, 8, length).TrimEnd(' '));
        Assert.Equal([7, 8, 9], bytes[(8 + length)..]);
    }

    [Theory]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"y":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}}""",
        "the tensor y begins at byte 4 of the data, expected 8")]
    [InlineData("""{"x":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}}""", "the tensor x begins at byte 4 of the data, expected 0")]
    [InlineData("""{"x":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""",
        "its tensors end at byte 16 of the data, but the file holds 8 bytes of data")]
    [InlineData("""{"x":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""",
        "its tensors end at byte 4 of the data, but the file holds 8 bytes of data")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""",
        "it names the tensor x twice, expected each once")]
    [InlineData("""{"x":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""",
        "the tensor x of F32 [3] takes 8 bytes, another number than its shape has")]
    [InlineData("""{"x":{"dtype":"F32","shape":[4611686018427387904,2],"data_offsets":[0,8]}}""",
        "the tensor x of F32 [4611686018427387904, 2] takes 8 bytes, another number than its shape has")]
    [InlineData("""{"x":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""",
        "the tensor x has shape [-2] and offsets [0, 8], expected no negative number and a begin before its end")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""",
        "the tensor x has shape [2] and offsets [8, 0], expected no negative number and a begin before its end")]
    [InlineData("""{"x":{"dtype":"Q4","shape":[2],"data_offsets":[0,8]}}""",
        "the tensor x has the unknown dtype Q4, expected one such as F32")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2]}}""", "the tensor x has no data_offsets")]
    [InlineData("""{"x":3}""", "the tensor x has no shape")]
    [InlineData("""{"x":{"dtype":"F32","shape":"2","data_offsets":[0,8]}}""", "its header is no JSON of the expected form")]
    [InlineData("[1]", "its header is no JSON of the expected form")]
    [InlineData("nonsense", "its header is no JSON of the expected form")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}""", "its header is no JSON of the expected form")]
    public void A_header_that_breaks_the_format_is_refused(string json, string expected)
    {
        Create((ulong)Encoding.UTF8.GetByteCount(json), json, 8);
        AssertRefused(expected);
    }

    [Fact]
    public void A_huge_header_is_refused_before_memory_is_taken()
    {
        Create(1UL << 62, "{}", 0);
        AssertRefused("its header claims 4611686018427387904 bytes, expected at most 100000000");
    }

    [Fact]
    public void A_truncated_file_is_refused_with_both_lengths()
    {
        Create(50, "{}", 0);
        AssertRefused("it has 10 bytes, expected at least 58 for its header");
        File.WriteAllBytes(Path, [1, 2, 3]);
        AssertRefused("it has 3 bytes, expected at least 8 for the header's length");
    }

    [Fact]
    public void A_missing_file_is_named() => AssertRefused("it cannot be opened");

    [Fact]
    public void Writing_a_name_twice_or_a_wrong_number_of_bytes_is_a_programming_error()
    {
        var item = new SafetensorsItem("x", "U8", [3], s => s.Write([1, 2]));
        Assert.Equal("x wrote 2 bytes, expected 3. (Parameter 'items')",
            Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(new MemoryStream(), [item])).Message);
        Assert.StartsWith("Two tensors are named x",
            Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(new MemoryStream(), [item, item])).Message,
                StringComparison.Ordinal);
    }

    private void AssertRefused(string expected)
    {
        var fault = Assert.Throws<FailureException>(() => new SafetensorsReader(Path));
        Assert.StartsWith($"The safetensors file {Path} cannot be used: {expected}", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("; take an intact copy of it.", fault.Message, StringComparison.Ordinal);
    }

    private void Create(ulong length, string json, int dataBytes)
    {
        var field = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(field, length);
        File.WriteAllBytes(Path, [.. field, .. Encoding.UTF8.GetBytes(json), .. new byte[dataBytes]]);
    }
}
