namespace Prometheus;

/// <summary>Label names with their values, in the order they are exposed.</summary>
internal sealed class LabelSet
{
    public static readonly LabelSet Empty = new([], []);

    private LabelSet(string[] names, string[] values)
    {
        Names = names;
        Values = values;
        Text = string.Join(',', names.Zip(values, (name, value) => $"{name}=\"{Escape(value)}\""));
    }

    public string[] Names { get; }

    public string[] Values { get; }

    /// <summary>name="value" pairs separated by commas. Two sets with the same names have the same text only if they are equal.</summary>
    public string Text { get; }

    public static LabelSet From(string[] names, ReadOnlySpan<string> values) => names.Length == values.Length
        ? new LabelSet(names, values.ToArray())
        : throw new ArgumentException($"{values.Length} label values given for {names.Length} label names ({string.Join(", ", names)}).");

    public static LabelSet From(IDictionary<string, string> labels) => new([.. labels.Keys], [.. labels.Values]);

    public LabelSet Concat(LabelSet other) => new([.. Names, .. other.Names], [.. Values, .. other.Values]);

    private static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal);
}
