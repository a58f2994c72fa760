using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace JsiGan.Imaging.Color;

/// <summary>
/// Bicubic resizing of one plane (Keys, a = -0.5) as MATLAB's imresize does it: pixel centres at half integers, symmetric borders, and when
/// shrinking a kernel widened by the factor against aliasing. An instance keeps the weights of one pair of sizes and may be shared by
/// threads.
/// </summary>
public sealed class Bicubic
{
    private readonly BicubicTaps _columns;
    private readonly BicubicTaps _rows;

    public Bicubic(int sourceWidth, int sourceHeight, int width, int height)
    {
        _columns = new BicubicTaps(sourceWidth, width);
        _rows = new BicubicTaps(sourceHeight, height);
    }

    public int SourceWidth => _columns.SourceLength;

    public int SourceHeight => _rows.SourceLength;

    public int Width => _columns.Length;

    public int Height => _rows.Length;

    /// <summary>
    /// Resizes <paramref name="source"/> [SourceHeight, SourceWidth] into <paramref name="destination"/> [Height, Width], rows in
    /// parallel.
    /// </summary>
    /// <exception cref="ArgumentException">A plane has another size.</exception>
    public void Resize(ReadOnlyMemory<float> source, Memory<float> destination)
    {
        Check(source.Length, SourceWidth, SourceHeight, nameof(source));
        Check(destination.Length, Width, Height, nameof(destination));
        var padded = SourceWidth + (2 * _columns.Reach);
        Parallel.For(
            0,
            Height,
            () => ArrayPool<float>.Shared.Rent(padded),
            (y, _, line) =>
            {
                var row = line.AsSpan(0, padded);
                BlendRows(source.Span, y, row.Slice(_columns.Reach, SourceWidth));
                Mirror(row, _columns.Reach, SourceWidth);
                BlendColumns(row, destination.Span.Slice(y * Width, Width));
                return line;
            },
            line => ArrayPool<float>.Shared.Return(line));
    }

    private static void Check(int length, int width, int height, string name)
    {
        if (length != width * height)
            throw new ArgumentException($"The plane has {length} samples, but {width}x{height} needs {width * height}.", name);
    }

    private static void Mirror(Span<float> row, int reach, int length)
    {
        for (var i = 1; i <= reach; i++)
        {
            row[reach - i] = row[reach + BicubicTaps.MirrorIndex(-i, length)];
            row[reach + length - 1 + i] = row[reach + BicubicTaps.MirrorIndex(length - 1 + i, length)];
        }
    }

    private static void MultiplyAdd(ReadOnlySpan<float> source, float weight, Span<float> sum)
    {
        var from = MemoryMarshal.Cast<float, Vector<float>>(source);
        var to = MemoryMarshal.Cast<float, Vector<float>>(sum);
        var scale = new Vector<float>(weight);
        for (var i = 0; i < to.Length; i++)
            to[i] += scale * from[i];

        for (var i = to.Length * Vector<float>.Count; i < sum.Length; i++)
            sum[i] += weight * source[i];
    }

    private void BlendRows(ReadOnlySpan<float> source, int y, Span<float> row)
    {
        row.Clear();
        var weights = _rows.Weights(y);
        for (var k = 0; k < weights.Length; k++)
        {
            var from = BicubicTaps.MirrorIndex(_rows.Start(y) + k, SourceHeight);
            MultiplyAdd(source.Slice(from * SourceWidth, SourceWidth), weights[k], row);
        }
    }

    private void BlendColumns(ReadOnlySpan<float> padded, Span<float> destination)
    {
        for (var x = 0; x < destination.Length; x++)
        {
            var weights = _columns.Weights(x);
            var taps = padded.Slice(_columns.Start(x) + _columns.Reach, weights.Length);
            var sum = 0f;
            for (var k = 0; k < weights.Length; k++)
                sum += weights[k] * taps[k];

            destination[x] = sum;
        }
    }
}
