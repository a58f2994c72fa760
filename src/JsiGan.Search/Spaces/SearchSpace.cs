namespace JsiGan.Search.Spaces;

/// <summary>
/// Parameters in order. A point of it is an array with a coordinate in [0, 1] for each parameter, NaN where the parameter is inactive.
/// </summary>
public sealed class SearchSpace
{
    private readonly int[] _parents;

    /// <exception cref="UsageException">The parameters are unusable (<see cref="SpaceCheck"/>).</exception>
    public SearchSpace(IEnumerable<Parameter> parameters)
    {
        Parameters = [.. parameters];
        if (SpaceCheck.Of(Parameters) is [var problem, ..])
            throw new UsageException(problem.Message);

        _parents = [.. Parameters.Select(parameter => IndexOf(parameter.When?.Key))];
    }

    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Number of parameters, active or not.</summary>
    public int Dimensions => Parameters.Count;

    /// <summary>Whether there are finitely many assignments.</summary>
    public bool IsFinite => Parameters.All(parameter => parameter.Count is not null);

    /// <summary>Replaces coordinates by those of the values that they stand for, and by NaN where a parameter is inactive.</summary>
    /// <param name="point">Coordinates in [0, 1], one a parameter.</param>
    public void Snap(Span<double> point)
    {
        for (var i = 0; i < point.Length; i++)
            point[i] = IsActive(i, point) ? Parameters[i].Snap(point[i]) : double.NaN;
    }

    /// <summary>Whether a parameter is active at a point, whose coordinates before it are snapped.</summary>
    public bool IsActive(int index, ReadOnlySpan<double> point) =>
        Parameters[index].When is not { } condition
        || (!double.IsNaN(point[_parents[index]]) && condition.Allows(Parameters[_parents[index]].ValueAt(point[_parents[index]])));

    /// <summary>The values at a point.</summary>
    /// <param name="point">Coordinates in [0, 1], one a parameter.</param>
    public Assignment AssignmentAt(ReadOnlySpan<double> point)
    {
        var pairs = new List<KeyValuePair<string, string>>(point.Length);
        var snapped = point.ToArray();
        Snap(snapped);
        for (var i = 0; i < snapped.Length; i++)
        {
            if (!double.IsNaN(snapped[i]))
                pairs.Add(new(Parameters[i].Key, Parameters[i].ValueAt(snapped[i])));
        }

        return new Assignment(pairs);
    }

    /// <summary>The point of an assignment. Values that the space does not contain, and missing ones, are inactive (NaN).</summary>
    /// <remarks>Trials of an earlier sweep, or of an edited file, may lie outside the space.</remarks>
    public double[] PointOf(Assignment assignment) =>
    [
        .. from parameter in Parameters
           let value = assignment.Find(parameter.Key)
           select value is not null && parameter.Contains(value) ? parameter.CoordinateOf(value) : double.NaN,
    ];

    /// <summary>Whether an assignment gives values to exactly the active parameters, each from its range.</summary>
    public bool Contains(Assignment assignment)
    {
        var active = Parameters.Where(parameter => IsActive(parameter, assignment)).ToList();
        return active.Count == assignment.Count
            && active.TrueForAll(parameter => assignment.Find(parameter.Key) is { } value && parameter.Contains(value));
    }

    /// <summary>
    /// All combinations of up to <paramref name="levels"/> values of each range and all values of each list; the last parameter varies
    /// fastest.
    /// </summary>
    public IEnumerable<Assignment> Grid(int levels) => Grid([], levels);

    private static bool IsActive(Parameter parameter, Assignment assignment) =>
        parameter.When is not { } condition || (assignment.Find(condition.Key) is { } value && condition.Allows(value));

    private IEnumerable<Assignment> Grid(IReadOnlyList<KeyValuePair<string, string>> pairs, int levels, int index = 0)
    {
        if (index == Parameters.Count)
            return [new Assignment(pairs)];

        var parameter = Parameters[index];
        return IsActive(parameter, new Assignment(pairs))
            ? parameter.Levels(levels).SelectMany(value => Grid([.. pairs, new(parameter.Key, value)], levels, index + 1))
            : Grid(pairs, levels, index + 1);
    }

    private int IndexOf(string? key)
    {
        for (var i = 0; i < Parameters.Count; i++)
        {
            if (Parameters[i].Key == key)
                return i;
        }

        return -1;
    }
}
