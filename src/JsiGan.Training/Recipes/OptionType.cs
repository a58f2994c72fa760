using System.Globalization;
using System.Numerics;
using YamlDotNet.RepresentationModel;

namespace JsiGan.Training.Recipes;

/// <summary>How the values of a .NET type are read from and written to YAML.</summary>
/// <param name="Expected">What a value is, for messages.</param>
/// <param name="Parse">The value of a node; null if it is not of this type.</param>
/// <param name="Format">The canonical YAML of a value.</param>
internal sealed record OptionType(string Expected, Func<YamlNode, object?> Parse, Func<object, string> Format)
{
    private static readonly OptionType Text = new(
        "a text", node => node is YamlScalarNode { Value: { Length: > 0 } text } ? text : null, value => Quote((string)value));

    private static readonly OptionType Flag = Scalar(
        "true or false", text => text switch { "true" => true, "false" => false, _ => null }, value => (bool)value ? "true" : "false");

    private static readonly OptionType Number = Scalar(
        "a number",
        text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number : null,
        Invariant);

    private static readonly OptionType Integers = new(
        "a list of whole numbers", ParseIntegers, value => $"[{string.Join(", ", (IReadOnlyList<int>)value)}]");

    /// <summary>The option type of a property; null for a section.</summary>
    public static OptionType? Of(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var text when text == typeof(string) => Text,
        var flag when flag == typeof(bool) => Flag,
        var number when number == typeof(double) => Number,
        var whole when whole == typeof(int) => Whole<int>(),
        var whole when whole == typeof(long) => Whole<long>(),
        var whole when whole == typeof(ulong) => Whole<ulong>(),
        var list when list == typeof(IReadOnlyList<int>) => Integers,
        { IsEnum: true } choice => Choice(choice),
        _ => null,
    };

    private static OptionType Scalar(string expected, Func<string, object?> parse, Func<object, string> format) =>
        new(expected, node => node is YamlScalarNode scalar ? parse(scalar.Value ?? "") : null, format);

    private static OptionType Whole<T>()
        where T : struct, IBinaryInteger<T> =>
        Scalar(
            "a whole number",
            text => T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
            Invariant);

    private static OptionType Choice(Type type)
    {
        var values = Enum.GetValues(type).Cast<object>().ToDictionary(value => Kebab.Of(value.ToString()!));
        return Scalar(string.Join(" or ", values.Keys), text => values.GetValueOrDefault(text), value => Kebab.Of(value.ToString()!));
    }

    private static object? ParseIntegers(YamlNode node)
    {
        if (node is not YamlSequenceNode sequence)
            return null;

        var values = sequence.Children
            .Select(child => (child as YamlScalarNode)?.Value)
            .Select(text => int.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : (int?)null)
            .ToList();
        return values.Contains(null) ? null : values.ConvertAll(value => value!.Value);
    }

    private static string Invariant(object value) => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture);

    /// <summary>A YAML double-quoted scalar: backslash escapes, control characters as \uXXXX.</summary>
    private static string Quote(string text) => string.Concat(
        ["\"", .. text.Select(c => c is '"' or '\\' ? $"\\{c}" : char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString()), "\""]);
}
