using JsiGan.Search.Acquisition;
using JsiGan.Search.Spaces;
using JsiGan.Search.Trials;

namespace JsiGan.Search.Searchers;

/// <summary>
/// Bayesian optimisation: the trial with the greatest expected improvement, or for several objectives the greatest expected growth of the
/// hypervolume, under Gaussian processes fitted to the trials so far (<see cref="SurrogateModel"/>).
/// </summary>
public sealed class GaussianProcessSearcher(
    SearchSpace space, IReadOnlyList<Objective> objectives, long seed, GaussianProcessOptions? options = null) : ISearcher
{
    /// <summary>
    /// A trial whose coordinates are all this close to those of a running one is not suggested: it would tell nothing that the running one
    /// will not, though the model, which only guesses that result, may find it promising.
    /// </summary>
    private const double LeastDistance = 0.01;

    private readonly GaussianProcessOptions _options = options ?? new();
    private readonly SobolSearcher _startup = new(space, seed);

    public Assignment? Next(IReadOnlyList<Observation> history)
    {
        var trials = new TrialHistory(history, objectives.Count);
        if (trials.NextNumber < _options.StartupTrials || trials.Measured.Count < 2)
            return Startup(history, trials);

        var model = new SurrogateModel(space, objectives, trials, seed);
        var acquisition = model.Acquisition();
        double Score(double[] point) => acquisition.Score(model.Features(point));

        var search = new AcquisitionSearch(space, Score, (long)Hash64.At((ulong)seed, (ulong)trials.NextNumber));
        var running = trials.Running.Select(trial => space.PointOf(trial.Assignment)).ToList();
        foreach (var candidate in search.Run(model.Best(_options.Incumbents)))
        {
            var assignment = space.AssignmentAt(candidate.Point);
            if (!trials.Has(assignment) && !running.Exists(point => IsClose(point, candidate.Point)))
                return assignment;
        }

        return _startup.Next(history);
    }

    /// <summary>The centre first: ranges are given around the values that one expects.</summary>
    private Assignment? Startup(IReadOnlyList<Observation> history, TrialHistory trials)
    {
        var centre = space.AssignmentAt([.. Enumerable.Repeat(0.5, space.Dimensions)]);
        return trials.Has(centre) ? _startup.Next(history) : centre;
    }

    private static bool IsClose(double[] left, double[] right) => left.Zip(right).All(
        pair => double.IsNaN(pair.First) ? double.IsNaN(pair.Second) : Math.Abs(pair.First - pair.Second) < LeastDistance);
}
