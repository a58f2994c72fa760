using System.Globalization;

namespace JsiGan.Training.Recipes;

/// <summary>One option of a recipe, as its property declares it.</summary>
public sealed class RecipeOption
{
    private readonly IReadOnlyList<OptionMember> _path;
    private readonly OptionType _type;

    private RecipeOption(IReadOnlyList<OptionMember> path, object? fallback)
    {
        (_path, _type) = (path, path[^1].Type!);
        Key = string.Join('.', path.Select(member => member.Key));
        Default = fallback is null ? null : _type.Format(fallback);
        IsNeutral = path.Any(member => member.Declaration.IsNeutral);
    }

    /// <summary>Every option, in the order of the canonical text.</summary>
    public static IReadOnlyList<RecipeOption> All { get; } = [.. Of(new Recipe(), [])];

    /// <summary>Dotted path, such as stage1.learning-rate.</summary>
    public string Key { get; }

    /// <summary>The canonical YAML of the default; null if the option is absent by default.</summary>
    public string? Default { get; }

    /// <summary>Whether results do not depend on it.</summary>
    public bool IsNeutral { get; }

    public string Help => Declaration.Help;

    /// <summary>Type and permitted values in words, with the unit.</summary>
    public string Values => Declaration.Range is { Length: > 0 } range ? range : _type.Expected;

    private OptionAttribute Declaration => _path[^1].Declaration;

    /// <summary>The canonical YAML of the option's value; null where it is left out.</summary>
    public string? TextIn(Recipe recipe) =>
        ValueIn(recipe) is { } value && _type.Format(value) is var text && !(Declaration.OmitsDefault && text == Default) ? text : null;

    /// <summary>What is wrong with the option's value on its own; null if nothing is.</summary>
    public RecipeFault? Check(Recipe recipe) => ValueIn(recipe) switch
    {
        null => null,
        string text => Declaration.Permits(text.Length) ? null : Fault($"has {text.Length} characters"),
        (int or long or ulong or double) and var number => Declaration.Permits(Convert.ToDouble(number, CultureInfo.InvariantCulture))
            ? null : Fault($"is {_type.Format(number)}"),
        _ => null,
    };

    private RecipeFault Fault(string found) => new([Key], $"{Key} {found}, expected {Declaration.Range}.");

    private object? ValueIn(Recipe recipe) =>
        _path.Aggregate((object?)recipe, (value, member) => value is null ? null : member.Property.GetValue(value));

    private static IEnumerable<RecipeOption> Of(object section, IReadOnlyList<OptionMember> path)
    {
        foreach (var member in OptionMember.Of(section.GetType()))
        {
            var value = member.Property.GetValue(section);
            if (member.Type is not null)
            {
                yield return new RecipeOption([.. path, member], value);
                continue;
            }

            foreach (var option in Of(value ?? Activator.CreateInstance(member.Property.PropertyType)!, [.. path, member]))
                yield return option;
        }
    }
}
