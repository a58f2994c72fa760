namespace JsiGan.Search.GaussianProcesses;

/// <summary>
/// Makes losses look like draws of a Gaussian process: centred by the median, scaled by the spread between quartiles, bent by the power
/// transform of Yeo and Johnson (2000) with the exponent of greatest likelihood, and standardised. Strictly increasing, so that the order
/// of trials is kept; a diverged trial's huge loss is drawn in.
/// </summary>
public sealed class TargetTransform
{
    private const double LeastExponent = -1;
    private const double GreatestExponent = 2;

    private readonly double _median;
    private readonly double _spread;
    private readonly double _exponent;
    private readonly double _mean;
    private readonly double _deviation;

    /// <param name="losses">Finite losses; at least one.</param>
    public TargetTransform(IReadOnlyList<double> losses)
    {
        double[] sorted = [.. losses.Order()];
        _median = Quantile(sorted, 0.5);
        _spread = Positive(Quantile(sorted, 0.75) - Quantile(sorted, 0.25), Positive(sorted[^1] - sorted[0], 1));
        double[] scaled = [.. losses.Select(Scale)];
        _exponent = LikeliestExponent(scaled);
        (_mean, _deviation) = Moments(scaled, _exponent);
    }

    public double Apply(double loss) => (Bend(Scale(loss), _exponent) - _mean) / _deviation;

    private static double Positive(double value, double otherwise) => value > 0 ? value : otherwise;

    private static double Quantile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return double.Lerp(sorted[below], sorted[Math.Min(below + 1, sorted.Length - 1)], place - below);
    }

    private static double Bend(double y, double exponent) => y >= 0 ? Power(y, exponent) : -Power(-y, 2 - exponent);

    private static double Power(double y, double exponent) =>
        Math.Abs(exponent) < 1e-9 ? Math.Log(1 + y) : (Math.Pow(1 + y, exponent) - 1) / exponent;

    private static (double Mean, double Deviation) Moments(double[] scaled, double exponent)
    {
        double[] bent = [.. scaled.Select(y => Bend(y, exponent))];
        var mean = bent.Average();
        return (mean, Positive(Math.Sqrt(bent.Average(y => (y - mean) * (y - mean))), 1));
    }

    /// <summary>The exponent whose transformed losses are likeliest under a normal distribution: by golden section.</summary>
    private static double LikeliestExponent(double[] scaled)
    {
        var slope = scaled.Average(y => Math.Sign(y) * Math.Log(1 + Math.Abs(y)));
        double Likelihood(double exponent) => (exponent * slope) - Math.Log(Moments(scaled, exponent).Deviation);

        var (low, high, ratio) = (LeastExponent, GreatestExponent, (Math.Sqrt(5) - 1) / 2);
        for (var step = 0; step < 16; step++)
        {
            var (left, right) = (high - (ratio * (high - low)), low + (ratio * (high - low)));
            if (Likelihood(left) > Likelihood(right))
                high = right;
            else
                low = left;
        }

        return (low + high) / 2;
    }

    private double Scale(double loss) => (loss - _median) / _spread;
}
