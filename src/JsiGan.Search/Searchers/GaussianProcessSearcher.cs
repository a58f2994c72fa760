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
    /// <summary>Finite spaces up to this size are evaluated whole.</summary>
    private const int Enumerable = 512;

    private readonly GaussianProcessOptions _options = options ?? new();
    private readonly SobolSearcher _startup = new(space, seed);

    public Assignment? Next(IReadOnlyList<Observation> history)
    {
        var trials = new TrialHistory(history, objectives.Count);
        if (trials.NextNumber < _options.StartupTrials || trials.Measured.Count < 2)
            return _startup.Next(history);

        var model = new SurrogateModel(space, objectives, trials, seed);
        var acquisition = model.Acquisition();
        double Score(double[] point) => acquisition.Score(model.Features(point));

        var search = new AcquisitionSearch(space, Score, (long)Hash64.At((ulong)seed, (ulong)trials.NextNumber));
        foreach (var candidate in search.Run(model.Best(_options.Incumbents)))
        {
            var assignment = space.AssignmentAt(candidate.Point);
            if (!trials.Has(assignment))
                return assignment;
        }

        return _startup.Next(history);
    }
}
