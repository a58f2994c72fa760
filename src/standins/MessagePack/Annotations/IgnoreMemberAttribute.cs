namespace MessagePack;

/// <summary>Leaves a public member out of the serialized object.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field, AllowMultiple = false, Inherited = true)]
public class IgnoreMemberAttribute : Attribute;
