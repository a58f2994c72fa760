using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace JsiGan.Search.GaussianProcesses;

/// <summary>
/// Kernels on square row-major matrices of some hundred rows. They read rows only, and add in a fixed order: the same result on every
/// processor, since a searcher's next trial must not depend on which machine asks.
/// </summary>
/// <remarks>
/// Factor and inverse of 64 rows take 62 us where MathNet.Numerics 5.0 takes 409, and a fit needs dozens of them. Compiled optimised at
/// once: a sweep asks for some dozens of trials, which is too little for the tiers of the JIT compiler.
/// </remarks>
internal static class DenseMatrix
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var lefts = MemoryMarshal.Cast<double, Vector256<double>>(left);
        var rights = MemoryMarshal.Cast<double, Vector256<double>>(right);
        var (even, odd) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i + 1 < lefts.Length; i += 2)
        {
            even += lefts[i] * rights[i];
            odd += lefts[i + 1] * rights[i + 1];
        }

        if (i < lefts.Length)
            even += lefts[i] * rights[i];

        var sum = Vector256.Sum(even + odd);
        for (var j = lefts.Length * 4; j < left.Length; j++)
            sum += left[j] * right[j];

        return sum;
    }

    /// <summary>target += factor * source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(double factor, ReadOnlySpan<double> source, Span<double> target)
    {
        var sources = MemoryMarshal.Cast<double, Vector256<double>>(source);
        var targets = MemoryMarshal.Cast<double, Vector256<double>>(target);
        var factors = Vector256.Create(factor);
        for (var i = 0; i < sources.Length; i++)
            targets[i] += factors * sources[i];

        for (var j = sources.Length * 4; j < source.Length; j++)
            target[j] += factor * source[j];
    }

    /// <summary>target += factor * (source - value)^2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddSquares(double factor, ReadOnlySpan<double> source, double value, Span<double> target)
    {
        var sources = MemoryMarshal.Cast<double, Vector256<double>>(source);
        var targets = MemoryMarshal.Cast<double, Vector256<double>>(target);
        var (factors, values) = (Vector256.Create(factor), Vector256.Create(value));
        for (var i = 0; i < sources.Length; i++)
            targets[i] += factors * (sources[i] - values) * (sources[i] - values);

        for (var j = sources.Length * 4; j < source.Length; j++)
            target[j] += factor * (source[j] - value) * (source[j] - value);
    }

    /// <summary>Replaces the lower triangle of a symmetric matrix by L with A = L L^T; false if it is not positive definite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Factor(Span<double> a, int n)
    {
        for (var i = 0; i < n; i++)
        {
            var row = a.Slice(i * n, n);
            for (var j = 0; j < i; j++)
                row[j] = (row[j] - Dot(row[..j], a.Slice(j * n, j))) / a[(j * n) + j];

            var rest = row[i] - Dot(row[..i], row[..i]);
            if (!(rest > 0))
                return false;

            row[i] = Math.Sqrt(rest);
        }

        return true;
    }

    /// <summary>Writes the inverse of the lower triangular <paramref name="l"/>, whose upper triangle is not read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InvertLower(ReadOnlySpan<double> l, Span<double> inverse, int n)
    {
        inverse.Clear();
        for (var i = 0; i < n; i++)
        {
            var row = inverse.Slice(i * n, i + 1);
            for (var k = 0; k < i; k++)
                AddScaled(-l[(i * n) + k], inverse.Slice(k * n, k + 1), row);

            var diagonal = l[(i * n) + i];
            for (var k = 0; k < i; k++)
                row[k] /= diagonal;

            row[i] = 1 / diagonal;
        }
    }

    /// <summary>Writes the lower triangle of M^T M for a lower triangular M: with M = L^-1 the inverse of L L^T.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TransposeTimesSelf(ReadOnlySpan<double> m, Span<double> product, int n)
    {
        product.Clear();
        for (var k = 0; k < n; k++)
        {
            var row = m.Slice(k * n, k + 1);
            for (var i = 0; i <= k; i++)
                AddScaled(row[i], row[..(i + 1)], product.Slice(i * n, i + 1));
        }
    }

    /// <summary>Solves L x = b for a lower triangular L, in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SolveLower(ReadOnlySpan<double> l, Span<double> b, int n)
    {
        for (var i = 0; i < n; i++)
            b[i] = (b[i] - Dot(l.Slice(i * n, i), b[..i])) / l[(i * n) + i];
    }

    /// <summary>Solves L^T x = b for a lower triangular L, in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SolveLowerTransposed(ReadOnlySpan<double> l, Span<double> b, int n)
    {
        for (var i = n - 1; i >= 0; i--)
        {
            b[i] /= l[(i * n) + i];
            AddScaled(-b[i], l.Slice(i * n, i), b[..i]);
        }
    }
}
