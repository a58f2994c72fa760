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
    private const int LabelScale = 3;
    private const int LabelHeight = (TinyFont.GlyphHeight * LabelScale) + (2 * Gap);
    private const int ScaleHeight = 20;
    private const int DifferenceGain = 8;

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

    public int Height => RowsHeight + (HasScale ? ScaleHeight + LabelHeight : 0);

    /// <summary>Whether the scale of <see cref="Nits"/> is drawn below the rows.</summary>
    public bool HasScale { get; init; }

    private int RowsHeight => LabelHeight + (_rows.Count * (_height + Gap));

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

    /// <summary>Panel of the luminance of an HDR signal, given as for <see cref="Hdr"/>, in colours of <see cref="FalseColour"/>.</summary>
    public static byte[] Nits(Frame<float> signal) => Panel(signal, (y, cb, cr) =>
    {
        var (red, green, blue) = Hdr10Signal.DecodeNormalized(y, cb, cr);
        return FalseColour.Of(Bt2020.Luminance(red, green, blue));
    });

    /// <summary>Panel of the largest difference of Y', Cb and Cr between two HDR signals, times 8: black where they are equal.</summary>
    public static byte[] Difference(Frame<float> prediction, Frame<float> truth)
    {
        var difference = new Frame<float>(truth.Width, truth.Height);
        for (var i = 0; i < difference.Samples.Length; i++)
            difference.Samples[i] = Math.Min(1, DifferenceGain * Math.Abs(prediction.Samples[i] - truth.Samples[i]));

        return Panel(difference, (y, cb, cr) => Math.Max(y, Math.Max(cb, cr)) is var largest ? (largest, largest, largest) : default);
    }

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
        var canvas = new Canvas(Width, Height);
        for (var column = 0; column < _labels.Length; column++)
        {
            var left = Gap + (column * (_width + Gap));
            canvas.Write(_labels[column], left, Gap, LabelScale, _width);
            for (var row = 0; row < _rows.Count; row++)
                canvas.Paste(_rows[row][column], left, LabelHeight + (row * (_height + Gap)), _width);
        }

        if (HasScale)
            DrawScale(canvas);

        return canvas.Pixels;
    }

    /// <summary>Writes the picture as PNG.</summary>
    /// <exception cref="FailureException">The disk is full, or the file cannot be written.</exception>
    public void Save(string path) => PngWriter.Write(path, Png.Encode(Width, Height, Compose()));

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

    private void DrawScale(Canvas canvas)
    {
        var length = Width - (2 * Gap);
        for (var x = 0; x < length; x++)
        {
            var (red, green, blue) = FalseColour.Of(FalseColour.NitsAt(x / (double)length));
            canvas.Fill(Gap + x, RowsHeight, ScaleHeight, [ToByte(red), ToByte(green), ToByte(blue)]);
        }

        foreach (var (place, label) in FalseColour.Labels.Index())
        {
            var width = TinyFont.WidthOf(label) * LabelScale;
            var left = Gap + ((length - width) * place / (FalseColour.Labels.Count - 1));
            canvas.Write(label, left, RowsHeight + ScaleHeight + Gap, LabelScale, Math.Min(width, Width - left));
        }
    }
}
