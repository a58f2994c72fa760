using System.Buffers;
using System.Text;

namespace MessagePack;

public ref partial struct MessagePackReader
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public string? ReadString() => TryReadNil() ? null : Utf8.GetString(Take(ReadStringLength(ReadCode())));

    /// <summary>The bytes of a binary (or string) value within the input, not a copy; null for nil.</summary>
    public ReadOnlySequence<byte>? ReadBytes()
    {
        if (TryReadNil())
        {
            return null;
        }

        var length = ReadCode() switch
        {
            MessagePackCode.Bin8 => ReadCode(),
            MessagePackCode.Bin16 => ReadBig16(),
            MessagePackCode.Bin32 => ReadBig32(),
            var code => ReadStringLength(code),
        };
        Take(length);
        return new ReadOnlySequence<byte>(_memory.Slice(_position - (int)length, (int)length));
    }

    private uint ReadStringLength(byte code) => code switch
    {
        >= MessagePackCode.MinFixStr and <= MessagePackCode.MaxFixStr => code - (uint)MessagePackCode.MinFixStr,
        MessagePackCode.Str8 => ReadCode(),
        MessagePackCode.Str16 => ReadBig16(),
        MessagePackCode.Str32 => ReadBig32(),
        _ => throw Unexpected(code),
    };
}
