using JsiGan.Search.Spaces;
using JsiGan.Training.Recipes;

namespace JsiGan.Runtime.Sweeps;

/// <summary>What is wrong with a sweep, apart from the types of its options.</summary>
internal static class SweepRules
{
    // Decided by the sweep itself, or the same for all trials because epochs are compared.
    private static readonly string[] Fixed = ["name", "seed", "minutes", "threads", "stage1.epochs", "stage2.epochs"];

    public static IEnumerable<RecipeFault> Check(SweepOptions options)
    {
        if (options.Name.Length is 0 or > SweepOptions.LongestName
            || options.Name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
        {
            yield return new(["name"], $"name is \"{options.Name}\", expected 1 to {SweepOptions.LongestName} letters, digits, - or _: it "
                + "names a folder.");
        }

        foreach (var fault in Positive(options))
            yield return fault;

        foreach (var problem in SpaceCheck.Of(options.Parameters))
            yield return new([problem.Key is { } key ? ParameterReader.PathOf(key) : "parameters"], problem.Message);

        foreach (var parameter in options.Parameters)
        {
            var path = ParameterReader.PathOf(parameter.Key);
            if (Fixed.Contains(parameter.Key))
                yield return new([path], $"{parameter.Key} cannot be a parameter: all trials have the same, or the sweep decides it.");
            else if (RecipeOption.All.All(option => option.Key != parameter.Key))
                yield return Unknown(path, parameter.Key);
        }

        foreach (var change in options.Set.Select(change => change[..change.IndexOf('=', StringComparison.Ordinal)]))
        {
            if (options.Parameters.Any(parameter => parameter.Key == change))
                yield return new([$"set.{change}"], $"{change} is both set and a parameter; keep one of them.");
            else if (change is "name" or "seed" or "threads")
                yield return new([$"set.{change}"], $"{change} cannot be set: the sweep decides it.");
            else if (RecipeOption.All.All(option => option.Key != change))
                yield return Unknown($"set.{change}", change);
        }
    }

    private static IEnumerable<RecipeFault> Positive(SweepOptions options)
    {
        (string Key, double? Value, double Least)[] numbers =
        [
            ("trials", options.Trials, 1), ("seeds", options.Seeds, 1), ("at-a-time", options.AtATime, 1), ("workers", options.Workers, 1),
            ("epoch-budget", options.EpochBudget, 1), ("hours", options.Hours, 1e-6), ("failures-in-a-row", options.FailuresInARow, 1),
            ("stop.grace", options.Stop.Grace, 1), ("stop.reduction", options.Stop.Reduction, 2),
        ];
        foreach (var (key, value, least) in numbers)
        {
            if (value < least)
                yield return new([key], FormattableString.Invariant($"{key} is {value}, expected at least {least}."));
        }

        if (options.Objectives.Count == 0)
            yield return new(["objectives"], "objectives is empty, expected at least one.");
    }

    private static RecipeFault Unknown(string path, string key)
    {
        var advice = NearestKey.Of(key, RecipeOption.All.Select(option => option.Key)) is { } near
            ? $"did you mean {near}?" : "docs/recipe.md lists all keys.";
        return new([path], $"no recipe has a key {key}: {advice}");
    }
}
