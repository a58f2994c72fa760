using System.Runtime.CompilerServices;

namespace JsiGan.Search.GaussianProcesses;

/// <summary>
/// The log marginal likelihood of targets under a Gaussian process with mean 0, and its gradient with respect to the logarithms of the
/// hyperparameters (Rasmussen and Williams 2006, Eqs. 5.8 and 5.9):
/// log p = -1/2 y^T K^-1 y - 1/2 log det K - n/2 log 2 pi, d(log p) = 1/2 tr((a a^T - K^-1) dK), a = K^-1 y.
/// </summary>
internal sealed class MarginalLikelihood
{
    private readonly int _count;
    private readonly int _features;
    private readonly double[] _targets;

    // Of all pairs i > j, row by row: (x_id - x_jd)^2 for each feature d.
    private readonly double[][] _squares;

    private readonly double[] _distances;
    private readonly double[] _slopes;
    private readonly double[] _covariances;
    private readonly double[] _factor;
    private readonly double[] _inverseFactor;
    private readonly double[] _inverse;
    private readonly double[] _solution;

    /// <param name="inputs">Features, one array a trial.</param>
    /// <param name="targets">Targets, one a trial.</param>
    public MarginalLikelihood(IReadOnlyList<double[]> inputs, IReadOnlyList<double> targets)
    {
        _count = inputs.Count;
        _features = inputs[0].Length;
        _targets = [.. targets];
        var pairs = _count * (_count - 1) / 2;
        _squares = [.. Enumerable.Range(0, _features).Select(d => Squares(inputs, d, pairs))];
        (_distances, _slopes, _covariances) = (new double[pairs], new double[pairs], new double[pairs]);
        _factor = new double[_count * _count];
        _inverseFactor = new double[_count * _count];
        _inverse = new double[_count * _count];
        _solution = new double[_count];
    }

    /// <summary>The value at the logarithms of hyperparameters, minus infinity where K is not positive definite.</summary>
    /// <param name="logs">In the order of <see cref="Hyperparameters.FromLogs"/>.</param>
    /// <param name="gradient">Is set to the gradient; empty: not wanted.</param>
    public double Value(ReadOnlySpan<double> logs, Span<double> gradient)
    {
        var (signal, noise) = (Math.Exp(logs[^2]), Hyperparameters.LeastNoise + Math.Exp(logs[^1]));
        Covary(logs, signal);
        FillFactor(signal + noise);
        if (!DenseMatrix.Factor(_factor, _count))
            return double.NegativeInfinity;

        _targets.CopyTo(_solution, 0);
        DenseMatrix.SolveLower(_factor, _solution, _count);
        var value = (-0.5 * DenseMatrix.Dot(_solution, _solution)) - (_count / 2.0 * Math.Log(2 * Math.PI));
        for (var i = 0; i < _count; i++)
            value -= Math.Log(_factor[(i * _count) + i]);

        if (!gradient.IsEmpty)
            Differentiate(logs, noise - Hyperparameters.LeastNoise, signal, gradient);

        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double[] Squares(IReadOnlyList<double[]> inputs, int feature, int pairs)
    {
        var squares = new double[pairs];
        var pair = 0;
        for (var i = 0; i < inputs.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var difference = inputs[i][feature] - inputs[j][feature];
                squares[pair++] = difference * difference;
            }
        }

        return squares;
    }

    private void Covary(ReadOnlySpan<double> logs, double signal)
    {
        Array.Clear(_distances);
        for (var d = 0; d < _features; d++)
            DenseMatrix.AddScaled(Math.Exp(-2 * logs[d]), _squares[d], _distances);

        Matern52.Covary(_distances, signal, _covariances, _slopes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillFactor(double diagonal)
    {
        var pair = 0;
        for (var i = 0; i < _count; i++)
        {
            _covariances.AsSpan(pair, i).CopyTo(_factor.AsSpan(i * _count, i));
            _factor[(i * _count) + i] = diagonal;
            pair += i;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Differentiate(ReadOnlySpan<double> logs, double noise, double signal, Span<double> gradient)
    {
        DenseMatrix.SolveLowerTransposed(_factor, _solution, _count);
        DenseMatrix.InvertLower(_factor, _inverseFactor, _count);
        DenseMatrix.TransposeTimesSelf(_inverseFactor, _inverse, _count);
        var (pair, trace, ofSignal) = (0, 0.0, 0.0);
        for (var i = 0; i < _count; i++)
        {
            for (var j = 0; j < i; j++, pair++)
            {
                // Each pair stands for two entries of the symmetric matrices.
                var weight = (_solution[i] * _solution[j]) - _inverse[(i * _count) + j];
                ofSignal += weight * _covariances[pair];
                _slopes[pair] *= weight;
            }

            trace += (_solution[i] * _solution[i]) - _inverse[(i * _count) + i];
        }

        for (var d = 0; d < _features; d++)
            gradient[d] = Math.Exp(-2 * logs[d]) * DenseMatrix.Dot(_slopes, _squares[d]);

        gradient[_features] = ofSignal + (0.5 * signal * trace);
        gradient[_features + 1] = 0.5 * noise * trace;
    }
}
