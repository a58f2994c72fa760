using JsiGan.Protocol.Sweeps;
using JsiGan.Runtime.Sweeps;
using JsiGan.Search.Searchers;
using JsiGan.Search.Spaces;
using JsiGan.Search.Trials;
using JsiGan.Training.Recipes;

namespace JsiGan.Cli.Display;

/// <summary>
/// What a sweep would train: its trials as far as they do not depend on results, what they share, and how many epochs that is.
/// </summary>
public static class SweepPreview
{
    public static void Show(SweepPlan plan, TextWriter output)
    {
        var kind = SearcherFactory.Resolve(plan.Options.Searcher, plan.Options.Trials);
        var first = FirstTrials(plan);
        output.WriteLine($"recipe      {plan.Options.Recipe}: stage 1 of {plan.Base.Stage1.Epochs} epochs, stage 2 of "
            + $"{plan.Base.Stage2.Epochs}");
        output.WriteLine($"trials      {plan.Options.Trials} at most, of {plan.Options.Seeds} runs each, "
            + $"{(plan.Options.Cases.Count > 0 ? "as the file lists them" : $"chosen by {kind}")}");
        foreach (var (trial, index) in first.Select((trial, index) => (trial, index)))
            output.WriteLine($"trial {index + 1,-5} {trial}");

        var runs = first.SelectMany((trial, index) => Enumerable.Range(1, plan.Options.Seeds).Select(
            seed => plan.RecipeOf(new RunId(index + 1, seed), trial))).ToList();
        var separate = runs.Sum(recipe => recipe.Stage1.Epochs + recipe.Stage2.Epochs);
        if (plan.IsShared)
        {
            var stages = runs.DistinctBy(StageOne.HashOf).Count();
            var shared = (stages * plan.Base.Stage1.Epochs) + (runs.Count * plan.Epochs);
            output.WriteLine($"stage 1     {stages} for {runs.Count} runs: {shared} epochs in all, {separate} without sharing");
        }
        else
        {
            output.WriteLine($"epochs      {separate} in all; stage 1 is not shared");
        }

        if (plan.Rule.Rungs is { Count: > 0 } rungs)
            output.WriteLine($"rungs       after epochs {string.Join(", ", rungs)} ({plan.Options.Stop.Rule})");
    }

    // As if none had a result yet: what a model proposes later depends on results.
    private static List<Assignment> FirstTrials(SweepPlan plan)
    {
        var history = new List<Observation>();
        while (history.Count < plan.Options.Trials && plan.Searcher.Next(history) is { } next)
            history.Add(new Observation(history.Count, next, Search.Trials.TrialState.Running, []));

        return [.. history.Select(observation => observation.Assignment)];
    }
}
