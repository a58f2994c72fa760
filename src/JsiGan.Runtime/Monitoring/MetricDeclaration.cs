namespace JsiGan.Runtime.Monitoring;

/// <summary>A metric, declared once: Prometheus's object and its line in docs/metrics.md follow from it.</summary>
/// <param name="Kind">How its value behaves.</param>
/// <param name="Name">jsigan_ prefix; ends in its base unit, or in what it counts or measures.</param>
/// <param name="Unit">For people: seconds, bytes, dB, 1 for a plain number.</param>
/// <param name="Source">The event or part of the process that feeds it.</param>
/// <param name="Help">A sentence or more.</param>
/// <param name="Labels">Its labels, in the order in which values are given.</param>
public sealed record MetricDeclaration(
    MetricKind Kind, string Name, string Unit, string Source, string Help, params IReadOnlyList<MetricLabel> Labels)
{
    /// <summary>Upper bounds of a histogram's buckets, in its unit.</summary>
    public IReadOnlyList<double> Buckets { get; init; } = [];
}
