using System.Buffers;
using static MessagePack.Tests.Golden;

namespace MessagePack.Tests;

public sealed class EntryPointTests
{
    private static readonly Position Value = new(1, 2);
    private static readonly byte[] ValueBytes = Bytes("92 01 02");

    [Fact]
    public void Every_way_to_write_gives_the_same_bytes()
    {
        using var stream = new MemoryStream();
        MessagePackSerializer.Serialize(stream, Value);
        Assert.Equal(ValueBytes, stream.ToArray());

        var buffer = new ArrayBufferWriter<byte>();
        MessagePackSerializer.Serialize(buffer, Value, MessagePackSerializerOptions.Standard);
        Assert.Equal(ValueBytes, buffer.WrittenSpan.ToArray());
    }

    [Fact]
    public void Every_way_to_read_gives_the_same_value()
    {
        using var stream = new MemoryStream(ValueBytes);
        Assert.Equal(Value, MessagePackSerializer.Deserialize<Position>(stream));
        Assert.Equal(Value, MessagePackSerializer.Deserialize<Position>(ValueBytes.AsMemory()));
        Assert.Equal(Value, MessagePackSerializer.Deserialize<Position>(new ReadOnlySequence<byte>(ValueBytes)));
        Assert.Equal(Value, MessagePackSerializer.Deserialize<Position>(InTwoSegments(ValueBytes)));
        Assert.Equal(Value, MessagePackSerializer.Deserialize<Position>(
            ValueBytes, MessagePackSerializerOptions.Standard.WithSecurity(MessagePackSecurity.UntrustedData)));
    }

    [Fact]
    public void Reading_tells_how_much_it_read()
    {
        byte[] twice = [.. ValueBytes, .. ValueBytes];
        Assert.Equal(Value, MessagePackSerializer.Deserialize<Position>(twice, out var bytesRead));
        Assert.Equal(3, bytesRead);
        using var stream = new MemoryStream(twice);
        MessagePackSerializer.Deserialize<Position>(stream);
        Assert.Equal(3, stream.Position);
        Assert.Equal(Value, MessagePackSerializer.Deserialize<Position>(stream));
    }

    [Fact]
    public void A_cancelled_write_stops()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        var exception = Assert.Throws<MessagePackSerializationException>(
            () => MessagePackSerializer.Serialize<Position[]>([Value], cancellationToken: cancellation.Token));
        Assert.IsAssignableFrom<OperationCanceledException>(exception.InnerException);
    }

    [Fact]
    public void The_writer_and_the_reader_work_by_hand()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteMapHeader(1);
        writer.Write("k");
        writer.WriteArrayHeader(3);
        writer.WriteNil();
        writer.Write(true);
        writer.Write([1, 2]);
        writer.Flush();
        Assert.Equal(Hex(Bytes("81 a16b 93 c0 c3 c4020102")), Hex(buffer.WrittenSpan));

        var reader = new MessagePackReader(buffer.WrittenMemory);
        Assert.Equal(MessagePackType.Map, reader.NextMessagePackType);
        Assert.Equal(1, reader.ReadMapHeader());
        Assert.Equal("k", reader.ReadString());
        var peek = reader.CreatePeekReader();
        peek.Skip();
        Assert.True(peek.End);
        Assert.Equal(3, reader.ReadArrayHeader());
        Assert.True(reader.TryReadNil());
        Assert.True(reader.ReadBoolean());
        Assert.Equal([1, 2], reader.ReadBytes()!.Value.ToArray());
        Assert.Equal(buffer.WrittenCount, reader.Consumed);
    }
}
