namespace MessagePack;

/// <summary>One concrete type behind an interface or abstract class; it is written as the array [key, value].</summary>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public class UnionAttribute(int key, Type subType) : Attribute
{
    public int Key { get; } = key;

    public Type SubType { get; } = subType ?? throw new ArgumentNullException(nameof(subType));
}
