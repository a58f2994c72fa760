namespace JsiGan.Search.Spaces;

/// <summary>
/// One dimension of a search space. Searchers see its values as coordinates in [0, 1]; discrete values have equal cells (on a log scale
/// where asked for) and are represented by the centres.
/// </summary>
/// <param name="Key">Key of the recipe, as in <c>lambda_rec</c>.</param>
public abstract record Parameter(string Key)
{
    /// <summary>When the parameter is active; null: always.</summary>
    public Condition? When { get; init; }

    /// <summary>Number of distinct values; null for a range of reals.</summary>
    public abstract long? Count { get; }

    /// <summary>Whether neighbouring coordinates are similar values. A choice between words is not ordered.</summary>
    public virtual bool IsOrdered => true;

    /// <summary>The value at a coordinate in [0, 1], as canonical text.</summary>
    public abstract string ValueAt(double coordinate);

    /// <summary>The coordinate of a value: of a discrete one the centre of its cell.</summary>
    /// <exception cref="ArgumentException">The parameter cannot have this value.</exception>
    public abstract double CoordinateOf(string value);

    public abstract bool Contains(string value);

    /// <summary>The coordinate that stands for the value at <paramref name="coordinate"/>.</summary>
    public abstract double Snap(double coordinate);

    /// <summary>The cell of the value at a coordinate; of a real number a cell without width.</summary>
    public abstract (double Low, double High) Cell(double coordinate);

    /// <summary>Up to <paramref name="count"/> values, spread evenly over the coordinates, in order and without repetition.</summary>
    public abstract IReadOnlyList<string> Levels(int count);

    /// <summary>What makes the parameter unusable, a sentence each; empty if nothing does.</summary>
    public abstract IEnumerable<string> Problems();

    private protected ArgumentException NotAValue(string value) => new($"{Key} cannot be '{value}'.", nameof(value));
}
