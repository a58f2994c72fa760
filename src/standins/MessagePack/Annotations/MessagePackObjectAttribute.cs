namespace MessagePack;

/// <summary>
/// Marks a type whose members are serialized by their <see cref="KeyAttribute"/>, or by name with <see cref="KeyAsPropertyName"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = false, Inherited = true)]
public class MessagePackObjectAttribute(bool keyAsPropertyName = false) : Attribute
{
    public bool KeyAsPropertyName { get; } = keyAsPropertyName;
}
