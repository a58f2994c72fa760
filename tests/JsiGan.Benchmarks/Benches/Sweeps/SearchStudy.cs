using JsiGan.Search.Pareto;
using JsiGan.Search.Searchers;
using JsiGan.Search.Sequences;
using JsiGan.Search.Trials;

namespace JsiGan.Benchmarks.Benches.Sweeps;

/// <summary>One sweep over a test problem, one trial at a time.</summary>
internal static class SearchStudy
{
    /// <summary>
    /// The result after each budget: the hypervolume of all trials, or the simple regret, the exact loss of the trial with the best
    /// measured one, less the optimum.
    /// </summary>
    public static double[] Run(TestProblem problem, int seed, IReadOnlyList<int> budgets)
    {
        var searcher = SearcherFactory.Create(SearcherKind.Automatic, problem.Space, problem.Objectives, seed, budgets.Max());
        var noise = new SeededRandom(seed, stream: -1);
        var (history, exact) = (new List<Observation>(), new List<double[]>());
        while (history.Count < budgets.Max())
        {
            var assignment = searcher.Next(history) ?? throw new FailureException($"{problem.Name} was exhausted: a range has no end.");
            var losses = problem.LossesOf(assignment);
            exact.Add(losses);
            history.Add(new(
                history.Count, assignment, TrialState.Completed, [.. losses.Select(loss => loss + (problem.Noise * noise.NextNormal()))]));
        }

        return [.. budgets.Select(budget => problem.Objectives.Count > 1
            ? Hypervolume.Of([.. exact.Take(budget)], problem.Optimum)
            : exact[history.Take(budget).MinBy(trial => trial.Values[0])!.Number][0] - problem.Optimum[0])];
    }
}
