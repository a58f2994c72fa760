using JsiGan.Search.Acquisition;
using JsiGan.Search.Sequences;
using JsiGan.Search.Spaces;
using MathNet.Numerics.Distributions;

namespace JsiGan.Search.Parzen;

/// <summary>
/// A density of coordinates: a mixture of one kernel a trial and one that covers the whole range (the prior), each a product over the
/// parameters ("Algorithms for hyper-parameter optimization", Bergstra et al. 2011). Ordered parameters have normal kernels truncated to
/// [0, 1], of which a discrete value has the mass of its cell; words have the trial's word with the rest of the weight spread evenly.
/// </summary>
public sealed class ParzenEstimator
{
    private readonly IReadOnlyList<Parameter> _parameters;
    private readonly double[][] _centres;
    private readonly double[][] _widths;
    private readonly double[] _weights;
    private readonly double _evenShare;

    /// <param name="parameters">The parameters that the density is of.</param>
    /// <param name="points">A coordinate a parameter, an array a trial, by trial number.</param>
    /// <param name="isMultivariate">Which bandwidths to use: <see cref="KernelWidths"/>.</param>
    public ParzenEstimator(IReadOnlyList<Parameter> parameters, IReadOnlyList<double[]> points, bool isMultivariate)
    {
        _parameters = parameters;
        _centres = [.. Enumerable.Range(0, parameters.Count).Select(d => points.Select(point => point[d]).Append(0.5).ToArray())];
        _widths = isMultivariate
            ? [.. _centres.Select(_ => KernelWidths.ByCount(points.Count, parameters.Count))]
            : [.. _centres.Select(KernelWidths.ByNeighbours)];
        _weights = KernelWeights.Of(points.Count);
        _evenShare = 1.0 / (points.Count + 1);
    }

    /// <summary>The logarithm of the density (for discrete values: of the mass) at a point.</summary>
    /// <param name="point">A coordinate a parameter.</param>
    public double LogDensity(ReadOnlySpan<double> point)
    {
        var logs = new double[_weights.Length];
        for (var kernel = 0; kernel < logs.Length; kernel++)
        {
            logs[kernel] = Math.Log(_weights[kernel]);
            for (var d = 0; d < _parameters.Count; d++)
                logs[kernel] += LogKernel(d, kernel, point[d]);
        }

        var greatest = logs.Max();
        return double.IsNegativeInfinity(greatest) ? greatest : greatest + Math.Log(logs.Sum(log => Math.Exp(log - greatest)));
    }

    /// <summary>Draws a point: a coordinate a parameter.</summary>
    public double[] Sample(SeededRandom random)
    {
        var kernel = random.Pick(_weights);
        var point = new double[_parameters.Count];
        for (var d = 0; d < point.Length; d++)
            point[d] = _parameters[d].Snap(IsWord(d) ? SampleWord(d, kernel, random) : SampleNormal(d, kernel, random));

        return point;
    }

    private bool IsWord(int d) => !_parameters[d].IsOrdered;

    private double LogKernel(int d, int kernel, double coordinate)
    {
        if (IsWord(d))
            return Math.Log(WordWeights(d, kernel)[((ChoiceParameter)_parameters[d]).IndexAt(coordinate)]);

        var (centre, width) = (_centres[d][kernel], _widths[d][kernel]);
        var inside = Mass(0, 1, centre, width);
        if (_parameters[d].Count is null)
        {
            var z = (coordinate - centre) / width;
            return (-0.5 * z * z) - Math.Log(width * Math.Sqrt(2 * Math.PI) * inside);
        }

        var (low, high) = _parameters[d].Cell(coordinate);
        return Math.Log(Mass(low, high, centre, width) / inside);
    }

    private static double Mass(double low, double high, double centre, double width)
    {
        var (a, b) = ((low - centre) / width, (high - centre) / width);
        // The upper tail by symmetry: a difference of numbers near 1 would lose the digits.
        return a > 0
            ? NormalMoments.Distribution(-a) - NormalMoments.Distribution(-b)
            : NormalMoments.Distribution(b) - NormalMoments.Distribution(a);
    }

    private double SampleNormal(int d, int kernel, SeededRandom random)
    {
        var (centre, width) = (_centres[d][kernel], _widths[d][kernel]);
        var (low, high) = (NormalMoments.Distribution(-centre / width), NormalMoments.Distribution((1 - centre) / width));
        var share = Math.Clamp(double.Lerp(low, high, random.NextDouble()), 1e-15, 1 - 1e-15);
        return Math.Clamp(centre + (width * Normal.InvCDF(0, 1, share)), 0, 1);
    }

    private double SampleWord(int d, int kernel, SeededRandom random)
    {
        var weights = WordWeights(d, kernel);
        return (random.Pick(weights) + 0.5) / weights.Length;
    }

    private double[] WordWeights(int d, int kernel)
    {
        var choice = (ChoiceParameter)_parameters[d];
        var weights = new double[choice.Choices.Count];
        var isPrior = kernel == _weights.Length - 1;
        Array.Fill(weights, isPrior ? 1.0 / weights.Length : _evenShare / (1 + (weights.Length * _evenShare)));
        if (!isPrior)
            weights[choice.IndexAt(_centres[d][kernel])] += 1 / (1 + (weights.Length * _evenShare));

        return weights;
    }
}
