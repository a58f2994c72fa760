using JsiGan.Imaging.Text;

namespace JsiGan.Imaging.Preview;

/// <summary>A picture that is being composed, [Height, Width, 3] in 8-bit R, G, B.</summary>
internal sealed class Canvas
{
    private const byte Paper = 24;
    private const byte Ink = 230;

    public Canvas(int width, int height)
    {
        (Width, Pixels) = (width, new byte[width * height * 3]);
        Array.Fill(Pixels, Paper);
    }

    public int Width { get; }

    public byte[] Pixels { get; }

    /// <summary>Copies a panel, [height, width, 3].</summary>
    public void Paste(ReadOnlySpan<byte> panel, int left, int top, int width)
    {
        for (var row = 0; row < panel.Length / (width * 3); row++)
            panel.Slice(row * width * 3, width * 3).CopyTo(Pixels.AsSpan(At(left, top + row)));
    }

    /// <summary>Writes a line of text; what is wider than the room is cut off.</summary>
    public void Write(string text, int left, int top, int scale, int room)
    {
        var width = Math.Min(TinyFont.WidthOf(text) * scale, room);
        for (var y = 0; y < TinyFont.GlyphHeight * scale; y++)
        {
            for (var x = 0; x < width; x++)
            {
                if (TinyFont.Covers(text, x / scale, y / scale))
                    Pixels.AsSpan(At(left + x, top + y), 3).Fill(Ink);
            }
        }
    }

    /// <summary>Fills a column of pixels.</summary>
    public void Fill(int x, int top, int height, ReadOnlySpan<byte> colour)
    {
        for (var y = top; y < top + height; y++)
            colour.CopyTo(Pixels.AsSpan(At(x, y)));
    }

    private int At(int x, int y) => ((y * Width) + x) * 3;
}
