using System.Buffers;
using System.Text;

namespace MessagePack;

public ref partial struct MessagePackWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public readonly void Write(string? value)
    {
        if (value is null)
        {
            WriteNil();
        }
        else
        {
            Write(value.AsSpan());
        }
    }

    public readonly void Write(scoped ReadOnlySpan<char> value)
    {
        var byteCount = Utf8.GetByteCount(value);
        WriteStringHeader(byteCount);
        Utf8.GetBytes(value, _writer.GetSpan(byteCount));
        _writer.Advance(byteCount);
    }

    public readonly void WriteString(ReadOnlySpan<byte> utf8stringBytes)
    {
        WriteStringHeader(utf8stringBytes.Length);
        _writer.Write(utf8stringBytes);
    }

    public readonly void WriteStringHeader(int byteCount) => WriteLength(
        checked((uint)byteCount),
        MessagePackCode.MinFixStr,
        fixedMaximum: 31,
        MessagePackCode.Str8,
        MessagePackCode.Str16,
        MessagePackCode.Str32);

    public readonly void Write(byte[]? src)
    {
        if (src is null)
        {
            WriteNil();
        }
        else
        {
            Write(src.AsSpan());
        }
    }

    public readonly void Write(scoped ReadOnlySpan<byte> src)
    {
        WriteBinHeader(src.Length);
        _writer.Write(src);
    }

    public readonly void WriteBinHeader(int length) => WriteLength(
        checked((uint)length),
        fixedCode: 0,
        fixedMaximum: -1,
        MessagePackCode.Bin8,
        MessagePackCode.Bin16,
        MessagePackCode.Bin32);
}
