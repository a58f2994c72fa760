using JsiGan.Search.Spaces;

namespace JsiGan.Benchmarks.Benches.Sweeps;

/// <summary>Standard test functions, with as few parameters as a sweep of loss weights has.</summary>
internal static class TestProblems
{
    private static readonly double[] Alpha = [1.0, 1.2, 3.0, 3.2];

    private static readonly double[][] A =
    [
        [10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14],
    ];

    private static readonly double[][] P =
    [
        [1312, 1696, 5569, 124, 8283, 5886], [2329, 4135, 8307, 3736, 1004, 9991],
        [2348, 1451, 3522, 2883, 3047, 6650], [4047, 8828, 8732, 5743, 1091, 381],
    ];

    /// <summary>Branin (Dixon and Szegoe 1978), 2 parameters.</summary>
    public static TestProblem Branin { get; } = new(
        "branin", new SearchSpace([new RealParameter("x0", -5, 10), new RealParameter("x1", 0, 15)]),
        x => [Math.Pow(x[1] - (5.1 / (4 * Math.PI * Math.PI) * x[0] * x[0]) + (5 / Math.PI * x[0]) - 6, 2)
            + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x[0])) + 10],
        Noise: 0, [0.39788735772973816]);

    /// <summary>Hartmann's function of 6 parameters (Dixon and Szegoe 1978).</summary>
    public static TestProblem Hartmann6 { get; } = new(
        "hartmann6", Cube(6, 0, 1),
        x => [-Enumerable.Range(0, 4).Sum(i => Alpha[i] * Math.Exp(-Exponent(x, A[i], P[i])))], Noise: 0, [-3.322368011391339]);

    /// <summary>Rosenbrock's function of 4 parameters, measured with noise of standard deviation 1.</summary>
    public static TestProblem NoisyRosenbrock { get; } = new(
        "rosenbrock", Cube(4, -2, 2),
        x => [x.Zip(x.Skip(1)).Sum(pair => (100 * Math.Pow(pair.Second - (pair.First * pair.First), 2)) + Math.Pow(1 - pair.First, 2))],
        Noise: 1, [0]);

    /// <summary>ZDT1 (Zitzler, Deb and Thiele 2000) with 6 parameters, 2 objectives.</summary>
    public static TestProblem Zdt1 { get; } = new("zdt1", Cube(6, 0, 1), OfZdt1, Noise: 0, [1.1, 11]);

    private static double Exponent(double[] x, double[] a, double[] p) =>
        x.Select((value, j) => a[j] * Math.Pow(value - (1e-4 * p[j]), 2)).Sum();

    private static double[] OfZdt1(double[] x)
    {
        var g = 1 + (9 * x.Skip(1).Sum() / (x.Length - 1));
        return [x[0], g * (1 - Math.Sqrt(x[0] / g))];
    }

    private static SearchSpace Cube(int parameters, double low, double high) =>
        new(Enumerable.Range(0, parameters).Select(i => new RealParameter($"x{i}", low, high)));
}
