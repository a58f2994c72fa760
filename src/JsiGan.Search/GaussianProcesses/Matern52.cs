using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace JsiGan.Search.GaussianProcesses;

/// <summary>
/// The Matern covariance of smoothness 5/2 (Rasmussen and Williams 2006, Eq. 4.17) at a scaled distance r:
/// k(r) = s (1 + sqrt(5) r + 5/3 r^2) exp(-sqrt(5) r), r^2 = sum_d (x_d - y_d)^2 / l_d^2.
/// </summary>
/// <remarks>Four distances at a time: exponentials are most of what a fit and a prediction take.</remarks>
internal static class Matern52
{
    private const double FiveThirds = 5.0 / 3;
    private static readonly double Root5 = Math.Sqrt(5);

    /// <summary>Replaces squared distances r^2 by covariances.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Covary(Span<double> squares, double signal)
    {
        var vectors = MemoryMarshal.Cast<double, Vector256<double>>(squares);
        foreach (ref var vector in vectors)
            vector = Covariance(vector, out _) * signal;

        for (var i = vectors.Length * 4; i < squares.Length; i++)
            squares[i] = Covariance(Vector256.Create(squares[i]), out _)[0] * signal;
    }

    /// <summary>
    /// Writes covariances, and the common factor of their derivatives: dk / d(ln l_d) = slope * (x_d - y_d)^2 / l_d^2.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Covary(ReadOnlySpan<double> squares, double signal, Span<double> covariances, Span<double> slopes)
    {
        var vectors = MemoryMarshal.Cast<double, Vector256<double>>(squares);
        var covarianceVectors = MemoryMarshal.Cast<double, Vector256<double>>(covariances);
        var slopeVectors = MemoryMarshal.Cast<double, Vector256<double>>(slopes);
        for (var i = 0; i < vectors.Length; i++)
        {
            covarianceVectors[i] = Covariance(vectors[i], out var slope) * signal;
            slopeVectors[i] = slope * signal;
        }

        for (var i = vectors.Length * 4; i < squares.Length; i++)
        {
            covariances[i] = Covariance(Vector256.Create(squares[i]), out var slope)[0] * signal;
            slopes[i] = slope[0] * signal;
        }
    }

    private static Vector256<double> Covariance(Vector256<double> squares, out Vector256<double> slope)
    {
        var r = Vector256.Sqrt(squares) * Root5;
        var exp = Vector256.Exp(-r);
        var linear = Vector256<double>.One + r;
        slope = linear * exp * FiveThirds;
        return (linear + (squares * FiveThirds)) * exp;
    }
}
