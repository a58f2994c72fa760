using JsiGan.Search.Pareto;
using JsiGan.Search.Parzen;
using JsiGan.Search.Sequences;
using JsiGan.Search.Spaces;
using JsiGan.Search.Trials;

namespace JsiGan.Search.Searchers;

/// <summary>Options of <see cref="TpeSearcher"/>; the defaults are Optuna's, except that it takes one parameter at a time.</summary>
public sealed record TpeOptions
{
    /// <summary>Trials of a Sobol sequence before the first model. Default 10.</summary>
    public int StartupTrials { get; init; } = 10;

    /// <summary>Points drawn from the density of good trials, of which the best is taken. Default 24.</summary>
    public int Candidates { get; init; } = 24;

    /// <summary>Whether parameters that are always active share one density, so that their interaction counts. Default true.</summary>
    public bool IsMultivariate { get; init; } = true;
}

/// <summary>
/// The tree-structured Parzen estimator (Bergstra et al. 2011): the point, among those drawn from the density l of the best tenth of the
/// trials (25 at most), at which l(x) / g(x) is greatest, g being the density of the others. Running and failed trials are among the
/// others, so that neither is suggested again nearby. Conditional parameters have densities of their own, of the trials that had them.
/// </summary>
public sealed class TpeSearcher(SearchSpace space, IReadOnlyList<Objective> objectives, long seed, TpeOptions? options = null) : ISearcher
{
    private const int MostGood = 25;

    /// <summary>Suggestions to draw until one is new: lists repeat often.</summary>
    private const int Attempts = 8;

    private readonly TpeOptions _options = options ?? new();
    private readonly SobolSearcher _startup = new(space, seed);

    public Assignment? Next(IReadOnlyList<Observation> history)
    {
        var trials = new TrialHistory(history, objectives.Count);
        if (trials.NextNumber < _options.StartupTrials || trials.Measured.Count < 2)
            return _startup.Next(history);

        var (good, others) = Split(trials);
        var random = new SeededRandom(seed, trials.NextNumber);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var assignment = space.AssignmentAt(Draw(good, others, random));
            if (!trials.Has(assignment))
                return assignment;
        }

        return _startup.Next(history);
    }

    private double[] Draw(List<double[]> good, List<double[]> others, SeededRandom random)
    {
        var point = new double[space.Dimensions];
        Array.Fill(point, double.NaN);
        foreach (var group in Groups().Where(group => space.IsActive(group[0], point)))
        {
            var values = Choose(group, good, others, random);
            for (var i = 0; i < group.Length; i++)
                point[group[i]] = values[i];
        }

        return point;
    }

    /// <summary>Points of the good trials and of the others, each by number.</summary>
    private (List<double[]> Good, List<double[]> Others) Split(TrialHistory trials)
    {
        var losses = trials.Measured.Select(trial => objectives.Zip(trial.Values, (objective, value) => objective.Loss(value)).ToArray());
        var count = Math.Min((int)Math.Ceiling(0.1 * trials.Measured.Count), MostGood);
        var best = new LossOrder([.. losses]).BestFirst.Take(count).Select(index => trials.Measured[index].Number).ToHashSet();
        var parts = trials.All.ToLookup(trial => best.Contains(trial.Number), trial => space.PointOf(trial.Assignment));
        return ([.. parts[true]], [.. parts[false]]);
    }

    /// <summary>Indices of the parameters that share a density, parents before those that depend on them.</summary>
    private IEnumerable<int[]> Groups()
    {
        var all = Enumerable.Range(0, space.Dimensions);
        if (!_options.IsMultivariate)
            return all.Select(index => (int[])[index]);

        var groups = all.Where(index => space.Parameters[index].When is not null).Select(index => (int[])[index]);
        int[] always = [.. all.Where(index => space.Parameters[index].When is null)];
        return groups.Prepend(always);
    }

    private double[] Choose(int[] group, List<double[]> good, List<double[]> others, SeededRandom random)
    {
        var (better, worse) = (Estimate(group, good), Estimate(group, others));
        return Enumerable.Range(0, _options.Candidates).Select(_ => better.Sample(random))
            .MaxBy(point => better.LogDensity(point) - worse.LogDensity(point))!;
    }

    private ParzenEstimator Estimate(int[] group, List<double[]> points)
    {
        var known = points.Select(point => Array.ConvertAll(group, index => point[index])).Where(point => !point.Any(double.IsNaN));
        return new([.. group.Select(index => space.Parameters[index])], [.. known], _options.IsMultivariate && group.Length > 1);
    }
}
