using System.Reflection;

namespace JsiGan.Training.Recipes;

/// <summary>A declared property of a recipe's records: an option, or a section of options.</summary>
/// <param name="Key">Its key within its section.</param>
/// <param name="Property">The property.</param>
/// <param name="Declaration">Its declaration.</param>
/// <param name="Type">How its values are read and written; null for a section.</param>
internal sealed record OptionMember(string Key, PropertyInfo Property, OptionAttribute Declaration, OptionType? Type)
{
    /// <summary>The members of a record, in the order of their declarations, which is that of the canonical text.</summary>
    public static IReadOnlyList<OptionMember> Of(Type record) =>
    [
        .. record.GetProperties().OrderBy(property => property.MetadataToken)
            .Select(property => (Property: property, Declaration: property.GetCustomAttribute<OptionAttribute>()))
            .Where(member => member.Declaration is not null)
            .Select(member => new OptionMember(
                Kebab.Of(member.Property.Name), member.Property, member.Declaration!, OptionType.Of(member.Property.PropertyType))),
    ];
}
