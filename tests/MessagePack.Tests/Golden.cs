using System.Buffers;

namespace MessagePack.Tests;

/// <summary>Byte strings written by hand from the MessagePack specification.</summary>
internal static class Golden
{
    /// <summary>Bytes from hexadecimal digits; spaces are for the reader.</summary>
    public static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    public static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    /// <summary>Checks that the value is written as exactly these bytes, and that they are read as the value.</summary>
    public static void IsWritten<T>(string hex, T value)
    {
        Assert.Equal(Hex(Bytes(hex)), Hex(MessagePackSerializer.Serialize(value)));
        Assert.Equal(value, MessagePackSerializer.Deserialize<T>(Bytes(hex)));
    }

    public static ReadOnlySequence<byte> InTwoSegments(byte[] bytes)
    {
        var first = new Segment(bytes.AsMemory(0, bytes.Length / 2), 0);
        var second = new Segment(bytes.AsMemory(bytes.Length / 2), bytes.Length / 2);
        first.Append(second);
        return new ReadOnlySequence<byte>(first, 0, second, second.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long runningIndex)
        {
            Memory = memory;
            RunningIndex = runningIndex;
        }

        public void Append(Segment next) => Next = next;
    }
}
