namespace JsiGan.Search.Spaces;

/// <summary>
/// Points of a space as inputs of a regression: an ordered parameter is one feature, its coordinate; a choice between words has a feature
/// each (one-hot), scaled so that different words are at distance 1. An inactive parameter is at the centre of its range, or none of its
/// words: trials that differ only in what is inactive are equal.
/// </summary>
public sealed class FeatureMap
{
    private static readonly double Hot = Math.Sqrt(0.5);

    private readonly SearchSpace _space;

    public FeatureMap(SearchSpace space)
    {
        _space = space;
        Width = space.Parameters.Sum(WidthOf);
    }

    /// <summary>Number of features.</summary>
    public int Width { get; }

    /// <param name="point">Snapped coordinates, one a parameter; NaN: inactive.</param>
    /// <param name="features">Receives <see cref="Width"/> numbers in [0, 1].</param>
    public void Encode(ReadOnlySpan<double> point, Span<double> features)
    {
        var next = 0;
        for (var i = 0; i < point.Length; i++)
        {
            var parameter = _space.Parameters[i];
            if (parameter is ChoiceParameter { IsOrdered: false } choice)
            {
                var hot = features.Slice(next, WidthOf(choice));
                hot.Clear();
                if (!double.IsNaN(point[i]))
                    hot[choice.IndexAt(point[i])] = Hot;
            }
            else
            {
                features[next] = double.IsNaN(point[i]) ? 0.5 : point[i];
            }

            next += WidthOf(parameter);
        }
    }

    private static int WidthOf(Parameter parameter) => parameter is ChoiceParameter { IsOrdered: false } choice ? choice.Choices.Count : 1;
}
