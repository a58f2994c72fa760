using System.Runtime.CompilerServices;

namespace JsiGan.Search.GaussianProcesses;

/// <summary>
/// The posterior of a Gaussian process with mean 0 and Matern 5/2 covariance, given noisy targets (Rasmussen and Williams 2006, Eqs. 2.25
/// and 2.26). Not safe for several threads at once: predictions share buffers.
/// </summary>
public sealed class GaussianProcess
{
    private readonly List<double[]> _inputs;
    private readonly List<double> _targets;
    private readonly double[] _weights;

    // By feature: the feature of all inputs, so that distances are sums of rows.
    private readonly double[][] _columns;

    private readonly double[] _inverseFactor;
    private readonly double[] _solution;
    private readonly double[] _covariances;

    /// <param name="inputs">Features, one array a trial.</param>
    /// <param name="targets">Targets, one a trial.</param>
    /// <param name="hyperparameters">Hyperparameters, a length scale a feature.</param>
    /// <exception cref="ArgumentException">The covariance matrix is not positive definite.</exception>
    public GaussianProcess(IEnumerable<double[]> inputs, IEnumerable<double> targets, Hyperparameters hyperparameters)
    {
        _inputs = [.. inputs];
        _targets = [.. targets];
        Hyperparameters = hyperparameters;
        var n = _inputs.Count;
        _weights = [.. hyperparameters.LengthScales.Select(scale => 1 / (scale * scale))];
        _columns = [.. Enumerable.Range(0, _weights.Length).Select(d => _inputs.Select(input => input[d]).ToArray())];
        (_solution, _covariances, _inverseFactor) = ([.. _targets], new double[n], new double[n * n]);
        var factor = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            Covary(_inputs[i]);
            _covariances.AsSpan(0, i).CopyTo(factor.AsSpan(i * n, i));
            factor[(i * n) + i] = hyperparameters.Signal + hyperparameters.Noise;
        }

        if (!DenseMatrix.Factor(factor, n))
            throw new ArgumentException("The covariance matrix is not positive definite.", nameof(hyperparameters));

        DenseMatrix.InvertLower(factor, _inverseFactor, n);
        DenseMatrix.SolveLower(factor, _solution, n);
        DenseMatrix.SolveLowerTransposed(factor, _solution, n);
    }

    public Hyperparameters Hyperparameters { get; }

    /// <summary>Mean and variance of the function, without the measurements' noise.</summary>
    /// <param name="features">Features of one point.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (double Mean, double Variance) Predict(ReadOnlySpan<double> features)
    {
        var mean = Mean(features);
        var n = _inputs.Count;
        var explained = 0.0;
        for (var i = 0; i < n; i++)
        {
            var part = DenseMatrix.Dot(_inverseFactor.AsSpan(i * n, i + 1), _covariances.AsSpan(0, i + 1));
            explained += part * part;
        }

        return (mean, Math.Max(Hyperparameters.Signal - explained, 1e-12));
    }

    /// <summary>Mean of the function alone, which takes a fraction of the time.</summary>
    public double Mean(ReadOnlySpan<double> features)
    {
        Covary(features);
        return DenseMatrix.Dot(_covariances, _solution);
    }

    /// <summary>
    /// The posterior after more inputs whose targets are what is predicted there (the kriging believer of Ginsbourger et al. 2010): trials
    /// that still run lower the variance around them, so that the next suggestion goes elsewhere.
    /// </summary>
    public GaussianProcess Believing(IReadOnlyList<double[]> pending) => pending.Count == 0
        ? this
        : new([.. _inputs, .. pending], [.. _targets, .. pending.Select(features => Mean(features))], Hyperparameters);

    private void Covary(ReadOnlySpan<double> features)
    {
        var distances = _covariances.AsSpan();
        distances.Clear();
        for (var d = 0; d < _columns.Length; d++)
            DenseMatrix.AddSquares(_weights[d], _columns[d], features[d], distances);

        Matern52.Covary(distances, Hyperparameters.Signal);
    }
}
