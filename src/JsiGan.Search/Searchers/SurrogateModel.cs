using JsiGan.Search.Acquisition;
using JsiGan.Search.GaussianProcesses;
using JsiGan.Search.Pareto;
using JsiGan.Search.Spaces;
using JsiGan.Search.Trials;

namespace JsiGan.Search.Searchers;

/// <summary>
/// A Gaussian process an objective, of the trials so far. Losses are transformed (<see cref="TargetTransform"/>); a failed trial counts as
/// the worst measured one, a running one as what is predicted for it. Where trials were measured at different budgets, the logarithm of
/// the budget is one more feature, and predictions are for the greatest.
/// </summary>
public sealed class SurrogateModel
{
    // A fit takes the third power of their number: half a second for these.
    private const int MostMeasured = 256;
    private const int MostUnusable = 64;

    private readonly IReadOnlyList<Objective> _objectives;
    private readonly IReadOnlyList<Observation> _measured;
    private readonly FeatureMap _map;
    private readonly double[] _features;
    private readonly bool _hasBudget;
    private readonly List<double[]> _points;
    private readonly IReadOnlyList<TargetTransform> _transforms;
    private readonly IReadOnlyList<GaussianProcess> _processes;

    // Predicted losses of the measured trials at the greatest budget, an array a trial.
    private readonly List<double[]> _predicted;

    public SurrogateModel(SearchSpace space, IReadOnlyList<Objective> objectives, TrialHistory trials, long seed)
    {
        (_objectives, _map) = (objectives, new FeatureMap(space));
        _measured = Informative(trials.Measured);
        var (least, most) = (_measured.Min(trial => trial.Budget), _measured.Max(trial => trial.Budget));
        _hasBudget = least > 0 && most > least * 1.000001;
        _features = new double[_map.Width + (_hasBudget ? 1 : 0)];
        _points = [.. _measured.Select(trial => space.PointOf(trial.Assignment))];

        double[] At(double[] point, double budget)
        {
            var features = Features(point).ToArray();
            if (_hasBudget)
                features[^1] = Math.Clamp(Math.Log(budget / least) / Math.Log(most / least), 0, 1);

            return features;
        }

        double[][] inputs =
        [
            .. _points.Zip(_measured, (point, trial) => At(point, trial.Budget)),
            .. trials.Unusable.TakeLast(MostUnusable).Select(trial => At(space.PointOf(trial.Assignment), most)),
        ];
        double[][] running = [.. trials.Running.Select(trial => At(space.PointOf(trial.Assignment), most))];
        _transforms = [.. objectives.Select((_, i) => new TargetTransform([.. _measured.Select(trial => Loss(trial, i))]))];
        _processes = [.. objectives.Select((_, i) => Fit(i, inputs, seed).Believing(running))];
        _predicted = [.. _points.Select(point => _processes.Select(process => process.Mean(Features(point))).ToArray())];
    }

    /// <summary>A process an objective, of transformed losses.</summary>
    public IReadOnlyList<GaussianProcess> Processes => _processes;

    /// <summary>The features of a point at the greatest budget; the same array every time.</summary>
    /// <param name="point">Snapped coordinates.</param>
    public ReadOnlySpan<double> Features(double[] point)
    {
        _map.Encode(point, _features.AsSpan(0, _map.Width));
        if (_hasBudget)
            _features[^1] = 1;

        return _features;
    }

    /// <summary>Points of the best measured trials, best first, by prediction: a noisy measurement may be luck.</summary>
    public IReadOnlyList<double[]> Best(int count) => [.. new LossOrder(_predicted).BestFirst.Take(count).Select(index => _points[index])];

    public IAcquisition Acquisition() => _objectives.Count == 1
        ? new ExpectedImprovement(_processes[0], _predicted.Min(losses => losses[0]))
        : new ExpectedHypervolumeImprovement(_processes, _predicted, [.. _objectives.Select((_, i) => Reference(i))]);

    /// <summary>All trials, or the best ones and the newest of the others, by number.</summary>
    private IReadOnlyList<Observation> Informative(IReadOnlyList<Observation> measured)
    {
        if (measured.Count <= MostMeasured)
            return measured;

        var losses = measured.Select(trial => _objectives.Select((_, i) => Loss(trial, i)).ToArray()).ToList();
        var best = new LossOrder(losses).BestFirst.Take(MostMeasured / 2).ToHashSet();
        var newest = Enumerable.Range(0, measured.Count).Where(index => !best.Contains(index)).TakeLast(MostMeasured - best.Count);
        return [.. best.Union(newest).Order().Select(index => measured[index])];
    }

    private GaussianProcess Fit(int objective, double[][] inputs, long seed)
    {
        double[] targets = [.. _measured.Select(trial => _transforms[objective].Apply(Loss(trial, objective)))];
        targets = [.. targets, .. Enumerable.Repeat(targets.Max(), inputs.Length - targets.Length)];
        return new GaussianProcess(inputs, targets, HyperparameterFit.Of(inputs, targets, seed));
    }

    /// <summary>The reference given, or the worst loss and a tenth of the range more.</summary>
    private double Reference(int objective)
    {
        if (_objectives[objective].Reference is { } reference)
            return _transforms[objective].Apply(_objectives[objective].Loss(reference));

        var (least, most) = (_predicted.Min(losses => losses[objective]), _predicted.Max(losses => losses[objective]));
        return most + (0.1 * (most - least));
    }

    private double Loss(Observation trial, int objective) => _objectives[objective].Loss(trial.Values[objective]);
}
