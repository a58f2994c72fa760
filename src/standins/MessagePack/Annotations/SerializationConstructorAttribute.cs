namespace MessagePack;

/// <summary>Names the constructor that deserialization calls where a type has several.</summary>
[AttributeUsage(AttributeTargets.Constructor, AllowMultiple = false, Inherited = true)]
public class SerializationConstructorAttribute : Attribute;
