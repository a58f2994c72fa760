using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace JsiGan.Imaging.Color;

/// <summary>
/// 4:2:0 chroma to 4:4:4 by cubic convolution (Keys, a = -0.5) to the very codes of zimg's bicubic filter, ffmpeg's zscale: rows first,
/// rounded to codes, then columns; the siting of the samples is kept and borders repeat symmetrically. Any rectangle of a frame has the
/// same result as within the whole frame. An instance may be shared by threads.
/// </summary>
public sealed class ChromaUpsampler
{
    private const int Taps = 4;

    // Chroma samples beyond a rectangle that its filter can reach, on either side.
    private const int Reach = 2;

    // The filters of even and of odd luma samples.
    private readonly (int First, float[] Weights)[] _columns;
    private readonly (int First, float[] Weights)[] _rows;

    public ChromaUpsampler(ChromaSiting siting)
    {
        _columns = Phases(siting == ChromaSiting.Center ? 0.5 : 0);
        _rows = Phases(siting == ChromaSiting.TopLeft ? 0 : 0.5);
    }

    /// <summary>The part of a chroma plane needed for a rectangle of luma samples.</summary>
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
    /// <param name="source">The result of <see cref="Source"/> for the rectangle.</param>
    /// <param name="x">First column of the rectangle in the frame.</param>
    /// <param name="y">First row of the rectangle in the frame.</param>
    /// <param name="width">Columns of the rectangle.</param>
    /// <param name="maxCode">Largest code.</param>
    /// <param name="destination">Takes the samples, [rows, width]; its length gives the rows.</param>
    public void Apply(
        ReadOnlySpan<ushort> chroma, (int X, int Y, int Width, int Height) source, int x, int y, int width, int maxCode,
            Span<ushort> destination)
    {
        var padded = source.Width + (2 * Taps);
        var scratch = ArrayPool<float>.Shared.Rent((source.Height * width) + (3 * padded));
        var wide = scratch.AsSpan(0, source.Height * width);
        for (var row = 0; row < source.Height; row++)
        {
            var line = scratch.AsSpan(wide.Length, 3 * padded);
            Widen(chroma.Slice(row * source.Width, source.Width), line[..padded], line[padded..], x - (2 * source.X), maxCode,
                wide.Slice(row * width, width));
        }

        for (var row = 0; row < destination.Length / width; row++)
            BlendRows(wide, source, _rows[(y + row) & 1], ((y + row) >> 1) - source.Y, maxCode, destination.Slice(row * width, width));

        ArrayPool<float>.Shared.Return(scratch);
    }

    /// <param name="shift">Offset of the chroma samples from the even luma samples, in luma samples.</param>
    private static (int First, float[] Weights)[] Phases(double shift) => [Weights(shift, 0), Weights(shift, 1)];

    /// <summary>First tap relative to the chroma sample at half the luma index, and the weights.</summary>
    private static (int First, float[] Weights) Weights(double shift, int parity)
    {
        var centre = (parity - shift) / 2;
        var first = (int)Math.Floor(centre) - 1;
        return (first, [.. Enumerable.Range(0, Taps).Select(tap => (float)BicubicTaps.Kernel(centre - first - tap))]);
    }

    /// <summary>Doubles a row: filters it for even and for odd luma columns, and interleaves the two from column x on.</summary>
    private void Widen(ReadOnlySpan<ushort> codes, Span<float> line, Span<float> phases, int x, int maxCode, Span<float> result)
    {
        // At an inner edge of the source the mirrored samples are never reached: Reach samples stand beyond the rectangle.
        for (var i = 0; i < line.Length; i++)
        {
            var at = i - Taps;
            line[i] = codes[(uint)at < (uint)codes.Length ? at : BicubicTaps.MirrorIndex(at, codes.Length)];
        }

        var padded = line.Length;
        BlendColumns(line, _columns[0], maxCode, phases[..padded]);
        BlendColumns(line, _columns[1], maxCode, phases[padded..]);
        for (var i = 0; i < result.Length; i++)
        {
            var column = x + i;
            result[i] = phases[((column & 1) * padded) + (column >> 1) + Taps];
        }
    }

    /// <summary>Filters the whole padded line and rounds to codes; entry i belongs to the chroma sample i - Taps.</summary>
    private static void BlendColumns(ReadOnlySpan<float> line, (int First, float[] Weights) filter, int maxCode, Span<float> result)
    {
        var from = Math.Max(0, -filter.First);
        var count = line.Length - from - Math.Max(0, filter.First + Taps - 1);
        Blend(
            line.Slice(from + filter.First, count), line.Slice(from + filter.First + 1, count), line.Slice(from + filter.First + 2, count),
            line.Slice(from + filter.First + 3, count), filter.Weights, maxCode, result.Slice(from, count));
    }

    private static void BlendRows(
        ReadOnlySpan<float> wide,
        (int X, int Y, int Width, int Height) source,
        (int First, float[] Weights) filter,
        int at,
        int maxCode,
        Span<ushort> destination)
    {
        var width = destination.Length;
        var sum = ArrayPool<float>.Shared.Rent(width);
        Blend(Row(wide, 0), Row(wide, 1), Row(wide, 2), Row(wide, 3), filter.Weights, maxCode, sum.AsSpan(0, width));
        for (var i = 0; i < width; i++)
            destination[i] = (ushort)sum[i];

        ArrayPool<float>.Shared.Return(sum);

        ReadOnlySpan<float> Row(ReadOnlySpan<float> rows, int tap) =>
            rows.Slice(BicubicTaps.MirrorIndex(at + filter.First + tap, source.Height) * width, width);
    }

    private static void Blend(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, ReadOnlySpan<float> d, float[] w, int maxCode, Span<float> sum)
    {
        var (va, vb) = (new Vector<float>(w[0]), new Vector<float>(w[1]));
        var (vc, vd) = (new Vector<float>(w[2]), new Vector<float>(w[3]));
        var (zero, most, half) = (Vector<float>.Zero, new Vector<float>(maxCode), new Vector<float>(0.5f));
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(sum);
        var step = Vector<float>.Count;
        for (var i = 0; i < vectors.Length; i++)
        {
            var at = i * step;
            var value = (va * new Vector<float>(a[at..])) + (vb * new Vector<float>(b[at..]))
                + (vc * new Vector<float>(c[at..])) + (vd * new Vector<float>(d[at..]));
            vectors[i] = Vector.Floor(Vector.Min(Vector.Max(value, zero), most) + half);
        }

        for (var i = vectors.Length * step; i < sum.Length; i++)
        {
            var value = (w[0] * a[i]) + (w[1] * b[i]) + (w[2] * c[i]) + (w[3] * d[i]);
            sum[i] = MathF.Floor(Math.Clamp(value, 0, maxCode) + 0.5f);
        }
    }
}
