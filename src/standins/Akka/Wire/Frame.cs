namespace Akka.Wire;

internal enum FrameKind : byte
{
    /// <summary>Source asks to be let in; Manifest: system, Payload: uid and roles.</summary>
    Hello,

    /// <summary>The node asked is not the first: Target is.</summary>
    Redirect,

    /// <summary>Not let in; Manifest says why.</summary>
    Refuse,

    /// <summary>Payload: who is in the cluster.</summary>
    Members,

    /// <summary>Source goes of its own accord.</summary>
    Leave,

    /// <summary>A message from the actor Source to the actor Target.</summary>
    Message,

    /// <summary>Source wants to learn of the end of Target.</summary>
    Watch,

    Unwatch,

    /// <summary>Source has ended, which Target watched.</summary>
    Ended,

    /// <summary>Source asks whether there is an actor at Target.</summary>
    Identify,

    /// <summary>The answer, to Target: Source is there, or is not when its uid is 0.</summary>
    Identity,
}

/// <summary>What travels between nodes. Paths are in their serialization format; texts that a kind does not use are empty.</summary>
internal sealed record Frame(
    FrameKind Kind, string Target = "", string Source = "", int Serializer = 0, string Manifest = "", byte[]? Body = null)
{
    /// <summary>Longer ones are refused: gradients and weights do not travel here.</summary>
    public const int MaximumLength = 16 << 20;

    public byte[] Payload { get; } = Body ?? [];

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(0);
        writer.Write((byte)Kind);
        writer.Write(Target);
        writer.Write(Source);
        writer.Write(Serializer);
        writer.Write(Manifest);
        writer.Write(Payload.Length);
        writer.Write(Payload);
        var length = (int)stream.Length - sizeof(int);
        if (length > MaximumLength)
            throw new InvalidOperationException($"A message of {length} bytes is longer than the {MaximumLength} that a frame holds.");
        writer.Seek(0, SeekOrigin.Begin);
        writer.Write(length);
        writer.Flush();
        return stream.ToArray();
    }

    public static Frame Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var (kind, target, source) = ((FrameKind)reader.ReadByte(), reader.ReadString(), reader.ReadString());
        var (serializer, manifest) = (reader.ReadInt32(), reader.ReadString());
        return new Frame(kind, target, source, serializer, manifest, reader.ReadBytes(reader.ReadInt32()));
    }
}
