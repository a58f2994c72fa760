using System.Globalization;
using System.Text;
using JsiGan.Data.Store;

namespace JsiGan.Data.Ingest.Pictures;

/// <summary>
/// Radiance pictures (.hdr, RGBE; Ward, Real Pixels, Graphics Gems II): a text header, then rows of shared-exponent pixels, plain or with
/// the four components of a row run-length coded one after the other. Files are untrusted.
/// </summary>
internal static class RadianceReader
{
    private const int PixelBytes = 4;
    private const int MostHeaderBytes = 64 << 10;
    private const int FirstCodedWidth = 8;
    private const int LastCodedWidth = 0x7FFF;
    private const int LongestDump = 128;

    public static (int Width, int Height) ReadSize(string path)
    {
        if (!File.Exists(path))
            throw new UsageException($"The picture {path} does not exist: give the path of a Radiance file.");

        using var file = File.OpenRead(path);
        var start = new byte[Math.Min(MostHeaderBytes, file.Length)];
        file.ReadExactly(start);
        var header = ReadHeader(start, path);
        return (header.Width, header.Height);
    }

    public static Frame<float> Read(string path) => Parse(File.ReadAllBytes(path), path);

    /// <param name="file">Untrusted bytes.</param>
    /// <param name="path">Named in messages.</param>
    /// <exception cref="UsageException">They are not a complete Radiance picture.</exception>
    public static Frame<float> Parse(ReadOnlySpan<byte> file, string path)
    {
        var (width, height, at, exposure) = ReadHeader(file, path);
        // Coded rows are never shorter than 2 bytes for 127 pixels of a component: a small file cannot ask for a large frame.
        if ((long)width * height / 127 * 2 > file.Length - at)
            throw Damaged(path, $"its header declares {width}x{height}, which {file.Length} bytes cannot hold");

        var picture = new Frame<float>(width, height);
        var row = new byte[width * PixelBytes];
        for (var y = 0; y < height; y++)
        {
            at += ReadRow(file[at..], row, width, y, path);
            for (var x = 0; x < width; x++)
            {
                // 128 + 8: the mantissas are fractions of 256 with an exponent biased by 128.
                var exponent = row[(3 * width) + x];
                var scale = exponent == 0 ? 0 : MathF.ScaleB(1 / exposure, exponent - 136);
                (picture.Row(0, y)[x], picture.Row(1, y)[x], picture.Row(2, y)[x]) =
                    (row[x] * scale, row[width + x] * scale, row[(2 * width) + x] * scale);
            }
        }

        return picture;
    }

    /// <returns>Size, where the pixels begin, and the product of the exposures that were applied.</returns>
    private static (int Width, int Height, int End, float Exposure) ReadHeader(ReadOnlySpan<byte> file, string path)
    {
        if (!file.StartsWith("#?"u8))
            throw Damaged(path, "it does not begin with #?RADIANCE");

        var (at, exposure) = (0, 1f);
        while (at < Math.Min(file.Length, MostHeaderBytes))
        {
            var length = file[at..].IndexOf((byte)'\n');
            if (length < 0)
                break;

            var line = Encoding.Latin1.GetString(file.Slice(at, length)).TrimEnd('\r');
            at += length + 1;
            if (line.StartsWith("FORMAT=", StringComparison.Ordinal) && line != "FORMAT=32-bit_rle_rgbe")
                throw Damaged(path, $"it says {line}, but FORMAT=32-bit_rle_rgbe is needed");

            if (line.StartsWith("EXPOSURE=", StringComparison.Ordinal)
                && float.TryParse(line.AsSpan("EXPOSURE=".Length), CultureInfo.InvariantCulture, out var factor) && factor > 0
                && float.IsFinite(factor))
            {
                exposure *= factor;
            }

            if (line.StartsWith("-Y ", StringComparison.Ordinal) || line.StartsWith("+Y ", StringComparison.Ordinal)
                || line.StartsWith("-X ", StringComparison.Ordinal) || line.StartsWith("+X ", StringComparison.Ordinal))
            {
                return ReadResolution(line, at, float.IsFinite(1 / exposure) ? exposure : 1, path);
            }
        }

        throw Damaged(path, "its header has no size");
    }

    private static (int Width, int Height, int End, float Exposure) ReadResolution(string line, int end, float exposure, string path)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is ["-Y", var rows, "+X", var columns]
            && int.TryParse(rows, NumberStyles.None, CultureInfo.InvariantCulture, out var height)
            && height is > 0 and <= StoreRules.MostSide
            && int.TryParse(columns, NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            && width is > 0 and <= StoreRules.MostSide
            && (long)width * height <= int.MaxValue / 16
            ? (width, height, end, exposure)
            : throw Damaged(path, $"its size line is '{line}', but '-Y rows +X columns' with sides up to {StoreRules.MostSide} is needed");
    }

    /// <summary>Reads one row into planes of red, green, blue and exponent; returns the bytes consumed.</summary>
    private static int ReadRow(ReadOnlySpan<byte> from, Span<byte> planes, int width, int y, string path)
    {
        if (from.Length < PixelBytes)
            throw Damaged(path, $"it ends before row {y}");

        var coded = width is >= FirstCodedWidth and <= LastCodedWidth && from[0] == 2 && from[1] == 2
            && ((from[2] << 8) | from[3]) == width;
        if (coded)
            return PixelBytes + ReadRuns(from[PixelBytes..], planes, y, width, path);

        if (from.Length < width * PixelBytes)
            throw Damaged(path, $"it ends in row {y}");

        for (var i = 0; i < width * PixelBytes; i++)
            planes[((i % PixelBytes) * width) + (i / PixelBytes)] = from[i];

        return width * PixelBytes;
    }

    private static int ReadRuns(ReadOnlySpan<byte> from, Span<byte> planes, int y, int width, string path)
    {
        var at = 0;
        for (var plane = 0; plane < PixelBytes; plane++)
        {
            var rest = planes.Slice(plane * width, width);
            while (rest.Length > 0)
            {
                var code = at < from.Length ? from[at++] : 0;
                var (run, count) = code > LongestDump ? (true, code - LongestDump) : (false, code);
                if (count == 0 || count > rest.Length || at + (run ? 1 : count) > from.Length)
                    throw Damaged(path, $"row {y} has a run of {count} where {rest.Length} pixels and {from.Length - at} bytes are left");

                if (run)
                {
                    rest[..count].Fill(from[at++]);
                }
                else
                {
                    from.Slice(at, count).CopyTo(rest);
                    at += count;
                }

                rest = rest[count..];
            }
        }

        return at;
    }

    private static UsageException Damaged(string path, string what) =>
        new($"The picture {path} is not a complete Radiance file: {what}; copy or render it again.");
}
