namespace Prometheus;

/// <remarks>Bounds are stepped in decimal, so that 0.1 and 0.2 make 0.3.</remarks>
public sealed partial class Histogram
{
    /// <summary>start, start * factor, start * factor^2 ...</summary>
    public static double[] ExponentialBuckets(double start, double factor, int count)
    {
        if (count <= 0)
        {
            throw new ArgumentException($"{nameof(ExponentialBuckets)} needs a positive {nameof(count)}");
        }

        if (start <= 0)
        {
            throw new ArgumentException($"{nameof(ExponentialBuckets)} needs a positive {nameof(start)}");
        }

        if (factor <= 1)
        {
            throw new ArgumentException($"{nameof(ExponentialBuckets)} needs a {nameof(factor)} greater than 1");
        }

        return Step(start, count, bound => bound * (decimal)factor);
    }

    /// <summary>start, start + width, start + 2 width ...</summary>
    public static double[] LinearBuckets(double start, double width, int count)
    {
        if (count <= 0)
        {
            throw new ArgumentException($"{nameof(LinearBuckets)} needs a positive {nameof(count)}");
        }

        return Step(start, count, bound => bound + (decimal)width);
    }

    /// <summary>Each decade from 10^startPower to 10^endPower cut into equal divisions, without repetition.</summary>
    public static double[] PowersOfTenDividedBuckets(int startPower, int endPower, int divisions)
    {
        if (startPower >= endPower)
        {
            throw new ArgumentException($"{nameof(startPower)} must be less than {nameof(endPower)}.", nameof(startPower));
        }

        if (divisions <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(divisions), $"{nameof(divisions)} must be a positive integer.");
        }

        var bounds = new List<double>();
        for (var power = startPower; power < endPower; power++)
        {
            var decade = (decimal)Math.Pow(10, power + 1);
            for (var division = 1; division <= divisions; division++)
            {
                var bound = (double)(decade / divisions * division);
                if (bounds.Count == 0 || bound > bounds[^1])
                {
                    bounds.Add(bound);
                }
            }
        }

        return [.. bounds];
    }

    private static double[] Step(double start, int count, Func<decimal, decimal> next)
    {
        var bounds = new double[count];
        var bound = (decimal)start;
        for (var i = 0; i < count; i++)
        {
            bounds[i] = (double)bound;
            bound = next(bound);
        }

        return bounds;
    }
}
