using System.Text.RegularExpressions;

namespace Prometheus;

/// <summary>A metric: what its time series have in common.</summary>
public abstract partial class Collector
{
    internal Collector(string name, string help, string[] labelNames, LabelSet staticLabels)
    {
        if (!NamePattern().IsMatch(name))
        {
            throw new ArgumentException($"Metric name '{name}' does not match regex '{NamePattern()}'.");
        }

        string[] all = [.. labelNames, .. staticLabels.Names];
        foreach (var labelName in all)
        {
            ValidateLabelName(labelName);
        }

        if (all.Distinct(StringComparer.Ordinal).Count() != all.Length)
        {
            throw new InvalidOperationException("The set of label names includes duplicates: " + string.Join(", ", all));
        }

        (Name, Help, LabelNames, StaticLabels) = (name, help, labelNames, staticLabels);
    }

    public string Name { get; }

    public string Help { get; }

    public string[] LabelNames { get; }

    internal LabelSet StaticLabels { get; }

    /// <summary>The word after # TYPE.</summary>
    private protected abstract string Type { get; }

    internal abstract void Remove(LabelSet instanceLabels);

    internal abstract void WriteSamples(TextExposition exposition);

    internal void WriteDeclaration(TextExposition exposition) => exposition.WriteDeclaration(Name, Help, Type);

    internal static void ValidateLabelName(string labelName)
    {
        if (labelName is null || !NamePattern().IsMatch(labelName))
        {
            throw new ArgumentException($"Label name '{labelName}' does not match regex '{NamePattern()}'.");
        }

        if (labelName.StartsWith("__", StringComparison.Ordinal))
        {
            throw new ArgumentException($"Label name '{labelName}' starts with two underscores, which are reserved.");
        }
    }

    [GeneratedRegex("^[a-zA-Z_][a-zA-Z0-9_]*$")]
    private static partial Regex NamePattern();
}
