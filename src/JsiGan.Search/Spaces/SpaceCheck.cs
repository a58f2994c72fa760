namespace JsiGan.Search.Spaces;

/// <summary>Finds all that is wrong with a list of parameters.</summary>
public static class SpaceCheck
{
    /// <summary>The problems in the order of the parameters; empty for a space that can be searched.</summary>
    public static IReadOnlyList<SpaceProblem> Of(IReadOnlyList<Parameter> parameters)
    {
        var problems = new List<SpaceProblem>();
        if (parameters.Count == 0)
            problems.Add(new(null, "The sweep has no parameters: list at least one."));

        var earlier = new Dictionary<string, Parameter>(StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            var conditions = parameter.When is { } condition ? OfCondition(parameter.Key, condition, earlier) : [];
            problems.AddRange(parameter.Problems().Concat(conditions).Select(message => new SpaceProblem(parameter.Key, message)));

            if (!earlier.TryAdd(parameter.Key, parameter))
                problems.Add(new(parameter.Key, $"{parameter.Key} is listed twice: list every parameter once."));
        }

        return problems;
    }

    private static IEnumerable<string> OfCondition(string key, Condition condition, Dictionary<string, Parameter> earlier)
    {
        if (!earlier.TryGetValue(condition.Key, out var other))
        {
            yield return $"{key} depends on {condition.Key}, which is not a parameter listed before it.";
            yield break;
        }

        if (condition.Values.Count == 0)
            yield return $"{key} depends on {condition.Key} having one of no values: it would never be active.";

        foreach (var value in condition.Values.Where(value => !other.Contains(value)))
            yield return $"{key} depends on {condition.Key} being {value}, which {condition.Key} cannot be.";
    }
}
