using JsiGan.Imaging.Color;
using JsiGan.Imaging.Frames;
using JsiGan.Imaging.Text;

namespace JsiGan.Imaging.Preview;

/// <summary>
/// Pictures side by side for an SDR (sRGB) screen: rows of labelled panels of one size. HDR is tone-mapped, since PQ looks grey.
/// </summary>
public sealed class PreviewImage
{
    private const int Gap = 6;
    private const int LabelScale = 2;
    private const int LabelHeight = (TinyFont.GlyphHeight * LabelScale) + (2 * Gap);
    private const byte Paper = 24;
    private const byte Ink = 230;

    private readonly string[] _labels;
    private readonly int _width;
    private readonly int _height;
    private readonly SdrToneMap _toneMap;
    private readonly List<byte[][]> _rows = [];

    /// <param name="labels">Names of the panels of a row, such as input, prediction, truth.</param>
    /// <param name="width">Pixels per row of a panel.</param>
    /// <param name="height">Rows of a panel.</param>
    /// <param name="peakNits">Light that is shown as white; default 4000, the peak of the synthetic clips.</param>
    public PreviewImage(IReadOnlyList<string> labels, int width, int height, double peakNits = 4000)
    {
        ArgumentOutOfRangeException.ThrowIfZero(labels.Count);
        (_labels, _width, _height, _toneMap) = ([.. labels], width, height, new SdrToneMap(peakNits));
    }

    public int Width => (_labels.Length * (_width + Gap)) + Gap;

    public int Height => LabelHeight + (_rows.Count * (_height + Gap));

    /// <summary>Panel of an SDR signal: Y'CbCr codes / 255, limited BT.709, [3, height, width].</summary>
    public static byte[] Sdr(Frame<float> signal) =>
        Panel(signal, (y, cb, cr) => SdrSignal.DecodeToDisplay(y * byte.MaxValue, cb * byte.MaxValue, cr * byte.MaxValue));

    /// <summary>Panel of an HDR signal: Y'CbCr codes / 1023, limited BT.2020 PQ, [3, height, width].</summary>
    public byte[] Hdr(Frame<float> signal) => Panel(signal, (y, cb, cr) =>
    {
        var (red, green, blue) = Hdr10Signal.DecodeNormalized(y, cb, cr);
        var mapped = _toneMap.Apply((float)red, (float)green, (float)blue);
        return (Bt709.Oetf(mapped.Red), Bt709.Oetf(mapped.Green), Bt709.Oetf(mapped.Blue));
    });

    /// <summary>Adds a row of panels, each [height, width, 3] in 8-bit R, G, B, one for each label.</summary>
    /// <exception cref="ArgumentException">There are more or fewer panels than labels, or a panel has another size.</exception>
    public void AddRow(params byte[][] panels)
    {
        if (panels.Length != _labels.Length || panels.Any(panel => panel.Length != _width * _height * 3))
        {
            throw new ArgumentException(
                $"A row has {_labels.Length} panels of {_width}x{_height}, but {panels.Length} of "
                + $"{string.Join(", ", panels.Select(panel => panel.Length / 3))} pixels were given.",
                nameof(panels));
        }

        _rows.Add(panels);
    }

    /// <summary>The whole picture, [Height, Width, 3] in 8-bit R, G, B.</summary>
    public byte[] Compose()
    {
        var picture = new byte[Width * Height * 3];
        Array.Fill(picture, Paper);
        for (var column = 0; column < _labels.Length; column++)
        {
            var left = Gap + (column * (_width + Gap));
            DrawLabel(picture, _labels[column], left);
            for (var row = 0; row < _rows.Count; row++)
            {
                var top = LabelHeight + (row * (_height + Gap));
                for (var y = 0; y < _height; y++)
                    _rows[row][column].AsSpan(y * _width * 3, _width * 3).CopyTo(picture.AsSpan((((top + y) * Width) + left) * 3));
            }
        }

        return picture;
    }

    /// <summary>Writes the picture as PNG.</summary>
    /// <exception cref="FailureException">The disk is full, or ffmpeg is missing.</exception>
    public void Save(string path) => PngWriter.Write(path, Width, Height, Compose());

    private static byte[] Panel(Frame<float> signal, Func<float, float, float, (double Red, double Green, double Blue)> display)
    {
        var panel = new byte[signal.Width * signal.Height * 3];
        Parallel.For(0, signal.Height, y =>
        {
            for (var x = 0; x < signal.Width; x++)
            {
                var (red, green, blue) = display(signal.Row(0, y)[x], signal.Row(1, y)[x], signal.Row(2, y)[x]);
                var at = ((y * signal.Width) + x) * 3;
                (panel[at], panel[at + 1], panel[at + 2]) = (ToByte(red), ToByte(green), ToByte(blue));
            }
        });
        return panel;
    }

    private static byte ToByte(double value) => (byte)((value * byte.MaxValue) + 0.5);

    private void DrawLabel(byte[] picture, string label, int left)
    {
        var width = Math.Min(TinyFont.WidthOf(label) * LabelScale, _width);
        for (var y = 0; y < TinyFont.GlyphHeight * LabelScale; y++)
        {
            for (var x = 0; x < width; x++)
            {
                if (TinyFont.Covers(label, x / LabelScale, y / LabelScale))
                    picture.AsSpan((((Gap + y) * Width) + left + x) * 3, 3).Fill(Ink);
            }
        }
    }
}
