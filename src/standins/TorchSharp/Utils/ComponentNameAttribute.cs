namespace TorchSharp.Utils;

/// <summary>The name under which a module registers the field, in place of the field's own.</summary>
[AttributeUsage(AttributeTargets.Field)]
public class ComponentNameAttribute : Attribute
{
    public string Name { get; set; }
}
