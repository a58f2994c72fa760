namespace MessagePack;

public ref partial struct MessagePackReader
{
    /// <summary>Passes over one value with all that it contains, without recursion: nesting costs no stack.</summary>
    public void Skip()
    {
        for (var remaining = 1L; remaining > 0; remaining--)
        {
            remaining += SkipOne();
        }
    }

    /// <returns>How many values the one passed over contains.</returns>
    private long SkipOne()
    {
        switch (NextMessagePackType)
        {
            case MessagePackType.Array:
                return ReadArrayLength();
            case MessagePackType.Map:
                return 2L * ReadMapLength();
            case MessagePackType.String or MessagePackType.Binary:
                ReadBytes();
                return 0;
            case MessagePackType.Extension:
                Take(ReadExtensionLength(out _));
                return 0;
            case MessagePackType.Integer:
                ReadInteger();
                return 0;
            case MessagePackType.Float:
                ReadDouble();
                return 0;
            case MessagePackType.Boolean:
                ReadBoolean();
                return 0;
            case MessagePackType.Nil:
                TryReadNil();
                return 0;
            default:
                throw Unexpected(NextCode);
        }
    }
}
