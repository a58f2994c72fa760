using JsiGan.Search.GaussianProcesses;
using JsiGan.Search.Pareto;

namespace JsiGan.Search.Acquisition;

/// <summary>
/// The logarithm of the expected growth of the hypervolume, exact for independent normal losses (Emmerich et al. 2011). The undominated
/// region is a union of disjoint boxes; the loss Y gains the part of each box above it, whose expected volume is the product over the
/// objectives of E[max(high - Y, 0)] - E[max(low - Y, 0)].
/// </summary>
public sealed class ExpectedHypervolumeImprovement : IAcquisition
{
    private readonly IReadOnlyList<GaussianProcess> _processes;
    private readonly double[][] _bounds;
    private readonly (int Low, int High)[][] _boxes;
    private readonly double[][] _shortfalls;

    /// <param name="processes">Posterior of each loss.</param>
    /// <param name="front">Losses so far, in the processes' units.</param>
    /// <param name="reference">The reference point, in the same units.</param>
    public ExpectedHypervolumeImprovement(
        IReadOnlyList<GaussianProcess> processes, IReadOnlyList<IReadOnlyList<double>> front, IReadOnlyList<double> reference)
    {
        _processes = processes;
        var boxes = BoxDecomposition.Undominated(front, reference);
        // Boxes share their bounds: each is evaluated once.
        _bounds =
        [
            .. Enumerable.Range(0, processes.Count).Select(objective => boxes
                .SelectMany(box => (double[])[box.Low[objective], box.High[objective]]).Distinct().Order().ToArray()),
        ];
        _boxes =
        [
            .. boxes.Select(box => Enumerable.Range(0, processes.Count)
                .Select(objective => (Index(objective, box.Low), Index(objective, box.High))).ToArray()),
        ];
        _shortfalls = Array.ConvertAll(_bounds, bounds => new double[bounds.Length]);
    }

    public double Score(ReadOnlySpan<double> features)
    {
        for (var objective = 0; objective < _processes.Count; objective++)
        {
            var (mean, variance) = _processes[objective].Predict(features);
            var deviation = Math.Sqrt(variance);
            for (var i = 0; i < _bounds[objective].Length; i++)
            {
                var bound = _bounds[objective][i];
                _shortfalls[objective][i] = double.IsNegativeInfinity(bound)
                    ? 0
                    : deviation * NormalMoments.Shortfall((bound - mean) / deviation);
            }
        }

        var sum = 0.0;
        foreach (var box in _boxes)
        {
            var volume = 1.0;
            for (var objective = 0; objective < box.Length; objective++)
                volume *= _shortfalls[objective][box[objective].High] - _shortfalls[objective][box[objective].Low];

            sum += volume;
        }

        return Math.Log(Math.Max(sum, double.Epsilon));
    }

    private int Index(int objective, IReadOnlyList<double> corner) => Array.BinarySearch(_bounds[objective], corner[objective]);
}
