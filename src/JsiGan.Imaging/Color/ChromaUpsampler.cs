using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using JsiGan.Imaging.Frames;

namespace JsiGan.Imaging.Color;

/// <summary>
/// 4:2:0 chroma to 4:4:4 by the cubic filter of Mitchell and Netravali (B = C = 1/3), as zimg's bicubic does it: the siting of the samples
/// is kept, borders repeat symmetrically. Any rectangle of a frame gives what the whole frame gives there.
/// </summary>
public sealed class ChromaUpsampler
{
    private const int Taps = 4;

    // Chroma samples beyond the rectangle that its filter can reach, on either side.
    private const int Reach = 2;

    // The filters of even and of odd luma samples.
    private readonly (int First, float[] Weights)[] _columns;
    private readonly (int First, float[] Weights)[] _rows;

    public ChromaUpsampler(ChromaSiting siting)
    {
        _columns = Phases(siting == ChromaSiting.Center ? 0.5 : 0);
        _rows = Phases(siting == ChromaSiting.TopLeft ? 0 : 0.5);
    }

    /// <summary>The kernel of Mitchell and Netravali (1988) with B = C = 1/3; 0 from |x| = 2 on.</summary>
    public static double Kernel(double x)
    {
        var d = Math.Abs(x);
        return d switch
        {
            <= 1 => ((((7 * d) - 12) * d * d) + (16.0 / 3)) / 6,
            <= 2 => (((((((-7.0 / 3) * d) + 12) * d) - 20) * d) + (32.0 / 3)) / 6,
            _ => 0,
        };
    }

    /// <summary>The part of a chroma plane that a rectangle of luma samples needs.</summary>
    /// <param name="x">First column, luma samples.</param>
    /// <param name="y">First row, luma samples.</param>
    /// <param name="width">Columns, luma samples.</param>
    /// <param name="height">Rows, luma samples.</param>
    /// <param name="planeWidth">Columns of the chroma plane.</param>
    /// <param name="planeHeight">Rows of the chroma plane.</param>
    public static (int X, int Y, int Width, int Height) Source(int x, int y, int width, int height, int planeWidth, int planeHeight)
    {
        var (left, top) = (Math.Max(0, (x >> 1) - Reach), Math.Max(0, (y >> 1) - Reach));
        var right = Math.Min(planeWidth, ((x + width - 1) >> 1) + Reach + 1);
        var bottom = Math.Min(planeHeight, ((y + height - 1) >> 1) + Reach + 1);
        return (left, top, right - left, bottom - top);
    }

    /// <summary>Makes the 4:4:4 samples of a rectangle.</summary>
    /// <param name="chroma">The samples of <paramref name="source"/>.</param>
    /// <param name="source">What <see cref="Source"/> gave for the rectangle.</param>
    /// <param name="x">First column of the rectangle in the frame.</param>
    /// <param name="y">First row of the rectangle in the frame.</param>
    /// <param name="width">Columns of the rectangle.</param>
    /// <param name="maxCode">Largest code.</param>
    /// <param name="destination">Takes the samples, [rows, width]; its length gives the rows.</param>
    public void Apply(
        ReadOnlySpan<ushort> chroma, (int X, int Y, int Width, int Height) source, int x, int y, int width, int maxCode, Span<ushort> destination)
    {
        // A line with room for the mirrored samples on either side, one for each parity of the luma column.
        var padded = source.Width + (2 * Taps);
        var pool = ArrayPool<float>.Shared;
        var scratch = pool.Rent(3 * padded);
        var line = scratch.AsSpan(0, padded);
        var phases = scratch.AsSpan(padded, 2 * padded);
        for (var row = 0; row < destination.Length / width; row++)
        {
            BlendRows(chroma, source, _rows[(y + row) & 1], (y + row) >> 1, line.Slice(Taps, source.Width));
            Mirror(line, source.Width);
            BlendColumns(line, _columns[0], phases[..padded]);
            BlendColumns(line, _columns[1], phases[padded..]);
            Interleave(phases, padded, source.X, x, maxCode, destination.Slice(row * width, width));
        }

        pool.Return(scratch);
    }

    /// <param name="shift">By which part of a luma step the chroma samples lie behind the even luma samples.</param>
    private static (int First, float[] Weights)[] Phases(double shift) => [Weights(shift, 0), Weights(shift, 1)];

    /// <summary>First tap relative to the chroma sample at half the luma index, and the weights.</summary>
    private static (int First, float[] Weights) Weights(double shift, int parity)
    {
        var centre = (parity - shift) / 2;
        var first = (int)Math.Floor(centre) - 1;
        var weights = new float[Taps];
        for (var tap = 0; tap < Taps; tap++)
        {
            weights[tap] = (float)Kernel(centre - first - tap);
        }

        return (first, weights);
    }

    private static void BlendRows(
        ReadOnlySpan<ushort> chroma,
        (int X, int Y, int Width, int Height) source,
        (int First, float[] Weights) filter,
        int at,
        Span<float> sum)
    {
        for (var tap = 0; tap < Taps; tap++)
        {
            // At an inner edge of the source the mirrored row is never reached: Reach rows stand beyond the rectangle.
            var row = BicubicTaps.MirrorIndex(at + filter.First + tap - source.Y, source.Height);
            var from = chroma.Slice(row * source.Width, source.Width);
            Accumulate(from, filter.Weights[tap], sum, first: tap == 0);
        }
    }

    private static void Accumulate(ReadOnlySpan<ushort> from, float weight, Span<float> sum, bool first)
    {
        var i = 0;
        var step = Vector<float>.Count;
        for (; i <= from.Length - (2 * step); i += 2 * step)
        {
            Vector.Widen(new Vector<ushort>(from[i..]), out var low, out var high);
            var (a, b) = (Vector.ConvertToSingle(low) * weight, Vector.ConvertToSingle(high) * weight);
            if (!first)
            {
                a += new Vector<float>(sum[i..]);
                b += new Vector<float>(sum[(i + step)..]);
            }

            a.CopyTo(sum[i..]);
            b.CopyTo(sum[(i + step)..]);
        }

        for (; i < from.Length; i++)
        {
            sum[i] = (first ? 0 : sum[i]) + (from[i] * weight);
        }
    }

    private static void Mirror(Span<float> line, int length)
    {
        for (var i = 1; i <= Taps; i++)
        {
            line[Taps - i] = line[Taps + BicubicTaps.MirrorIndex(-i, length)];
            line[Taps + length - 1 + i] = line[Taps + BicubicTaps.MirrorIndex(length - 1 + i, length)];
        }
    }

    /// <summary>Filters the whole padded line; entry i belongs to the chroma sample i - Taps.</summary>
    private static void BlendColumns(ReadOnlySpan<float> line, (int First, float[] Weights) filter, Span<float> result)
    {
        var from = Math.Max(0, -filter.First);
        var count = line.Length - from - Math.Max(0, filter.First + Taps - 1);
        var sum = result.Slice(from, count);
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(sum);
        for (var tap = 0; tap < Taps; tap++)
        {
            var shifted = line.Slice(from + filter.First + tap, count);
            var taps = MemoryMarshal.Cast<float, Vector<float>>(shifted);
            var weight = filter.Weights[tap];
            for (var i = 0; i < vectors.Length; i++)
            {
                vectors[i] = (taps[i] * weight) + (tap == 0 ? Vector<float>.Zero : vectors[i]);
            }

            for (var i = vectors.Length * Vector<float>.Count; i < count; i++)
            {
                sum[i] = (shifted[i] * weight) + (tap == 0 ? 0 : sum[i]);
            }
        }
    }

    private static void Interleave(ReadOnlySpan<float> phases, int padded, int sourceX, int x, int maxCode, Span<ushort> destination)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            var column = x + i;
            var value = phases[((column & 1) * padded) + (column >> 1) - sourceX + Taps];
            destination[i] = (ushort)Math.Clamp((int)(value + 0.5f), 0, maxCode);
        }
    }
}
