namespace MessagePack;

/// <summary>The key of a member: an index into the object's array, or a name in its map. One type uses one of the two throughout.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field, AllowMultiple = false, Inherited = true)]
public class KeyAttribute : Attribute
{
    public KeyAttribute(int x) => IntKey = x;

    public KeyAttribute(string x) => StringKey = x ?? throw new ArgumentNullException(nameof(x));

    public int? IntKey { get; }

    public string? StringKey { get; }
}
