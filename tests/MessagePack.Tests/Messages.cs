namespace MessagePack.Tests;

public enum Phase : byte
{
    Idle = 0,
    Train = 200,
}

/// <summary>Keys 0, 2 and 4: nil fills 1 and 3.</summary>
[MessagePackObject]
public sealed class Gapped
{
    [Key(4)]
    public string? Name { get; set; }

    [Key(0)]
    public int Step { get; set; }

    [Key(2)]
    public double Rate { get; set; } = 0.5;

    [IgnoreMember]
    public int Ignored { get; set; }
}

[MessagePackObject]
public sealed record Position([property: Key(0)] int Epoch, [property: Key(1)] long Step);

[MessagePackObject]
public sealed record Report
{
    [Key(0)]
    public required Position At { get; init; }

    [Key(1)]
    public IReadOnlyList<float>? Losses { get; init; }

    [Key(2)]
    public Dictionary<string, double>? Norms { get; init; }

    [Key(3)]
    public Phase? Phase { get; init; }

    [Key(4)]
    public ReadOnlyMemory<byte> State { get; init; }
}

[MessagePackObject]
public sealed class Named
{
    [Key("name")]
    public string Name { get; set; } = "";

    [Key("n")]
    public int Count { get; set; } = 7;
}

[MessagePackObject(keyAsPropertyName: true)]
public sealed record ByName(string Name, int Count);

[MessagePackObject]
public sealed class Node
{
    [Key(0)]
    public int Value { get; set; }

    [Key(1)]
    public List<Node>? Children { get; set; }
}

[MessagePackObject]
public readonly struct Pair
{
    [SerializationConstructor]
    public Pair(int left, int right)
    {
        Left = left;
        Right = right;
    }

    [Key(0)]
    public int Left { get; }

    [Key(1)]
    public int Right { get; }
}

[Union(0, typeof(Started))]
[Union(300, typeof(Stopped))]
public interface ISignal;

[MessagePackObject]
public sealed record Started([property: Key(0)] string Run) : ISignal;

[MessagePackObject]
public sealed record Stopped([property: Key(0)] int Code, [property: Key(1)] string? Why) : ISignal;

public sealed record Unlisted : ISignal;

[Union(1, typeof(Circle))]
public abstract record Shape;

[MessagePackObject]
public sealed record Circle([property: Key(0)] float Radius) : Shape;
