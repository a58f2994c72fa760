namespace JsiGan.Search.GaussianProcesses;

/// <summary>A function to minimise: its value at a point, and its gradient into <paramref name="gradient"/>.</summary>
internal delegate double Differentiable(ReadOnlySpan<double> point, Span<double> gradient);

/// <summary>
/// Minimises a smooth function by L-BFGS (Nocedal and Wright 2006, Algorithms 7.4 and 7.5) with a backtracking line search. A value of
/// plus infinity is a wall: the step is shortened.
/// </summary>
internal static class LimitedMemoryBfgs
{
    private const int Memory = 8;
    private const double Decrease = 1e-4;
    private const int Halvings = 12;

    /// <param name="function">The function.</param>
    /// <param name="start">Where to start; receives the best point found.</param>
    /// <param name="iterations">At most so many steps.</param>
    /// <param name="tolerance">Ends when a step gains less than this.</param>
    /// <returns>The value there.</returns>
    public static double Minimise(Differentiable function, double[] start, int iterations, double tolerance)
    {
        var (n, steps, changes) = (start.Length, new List<double[]>(), new List<double[]>());
        var (gradient, next, nextGradient) = (new double[n], new double[n], new double[n]);
        var value = function(start, gradient);
        for (var iteration = 0; iteration < iterations && double.IsFinite(value); iteration++)
        {
            var direction = Direction(gradient, steps, changes);
            var slope = DenseMatrix.Dot(direction, gradient);
            if (!(slope < 0))
                break;

            var (length, nextValue) = (1.0, double.PositiveInfinity);
            for (var halving = 0; halving < Halvings; halving++, length /= 2)
            {
                for (var i = 0; i < n; i++)
                    next[i] = start[i] + (length * direction[i]);

                nextValue = function(next, nextGradient);
                if (nextValue <= value + (Decrease * length * slope))
                    break;

                nextValue = double.PositiveInfinity;
            }

            if (double.IsPositiveInfinity(nextValue))
                break;

            Remember(steps, Difference(next, start), changes, Difference(nextGradient, gradient));
            var gain = value - nextValue;
            value = nextValue;
            next.CopyTo(start, 0);
            nextGradient.CopyTo(gradient, 0);
            if (gain < tolerance)
                break;
        }

        return value;
    }

    /// <summary>The two-loop recursion.</summary>
    private static double[] Direction(double[] gradient, List<double[]> steps, List<double[]> changes)
    {
        var direction = Array.ConvertAll(gradient, g => -g);
        var weights = new double[steps.Count];
        for (var k = steps.Count - 1; k >= 0; k--)
        {
            weights[k] = DenseMatrix.Dot(steps[k], direction) / DenseMatrix.Dot(steps[k], changes[k]);
            DenseMatrix.AddScaled(-weights[k], changes[k], direction);
        }

        // Without curvature yet, the first step has at most length 1.
        var scale = steps.Count == 0
            ? 1 / Math.Max(1, Math.Sqrt(DenseMatrix.Dot(gradient, gradient)))
            : DenseMatrix.Dot(steps[^1], changes[^1]) / DenseMatrix.Dot(changes[^1], changes[^1]);
        for (var i = 0; i < direction.Length; i++)
            direction[i] *= scale;

        for (var k = 0; k < steps.Count; k++)
        {
            var back = DenseMatrix.Dot(changes[k], direction) / DenseMatrix.Dot(steps[k], changes[k]);
            DenseMatrix.AddScaled(weights[k] - back, steps[k], direction);
        }

        return direction;
    }

    private static void Remember(List<double[]> steps, double[] step, List<double[]> changes, double[] change)
    {
        // Negative curvature would make the approximation indefinite.
        if (DenseMatrix.Dot(step, change) <= 1e-12)
            return;

        steps.Add(step);
        changes.Add(change);
        if (steps.Count > Memory)
        {
            steps.RemoveAt(0);
            changes.RemoveAt(0);
        }
    }

    private static double[] Difference(double[] left, double[] right)
    {
        var difference = new double[left.Length];
        for (var i = 0; i < left.Length; i++)
            difference[i] = left[i] - right[i];

        return difference;
    }
}
