namespace JsiGan.Imaging.Text;

/// <summary>
/// A bitmap font of 5x7 pixels: capitals, digits and some symbols; lower case is shown as capitals, other characters as blanks.
/// </summary>
public static class TinyFont
{
    public const int GlyphWidth = 5;

    public const int GlyphHeight = 7;

    /// <summary>Pixels from one letter to the next.</summary>
    public const int Advance = GlyphWidth + 1;

    // 35 bits a letter: rows from the top, the left pixel of a row first.
    private static readonly Dictionary<char, ulong> Glyphs = new()
    {
        ['A'] = 0x3A31FC631,
        ['B'] = 0x7A31F463E,
        ['C'] = 0x3A308422E,
        ['D'] = 0x7A318C63E,
        ['E'] = 0x7E10F421F,
        ['F'] = 0x7E10F4210,
        ['G'] = 0x3A30BC62F,
        ['H'] = 0x4631FC631,
        ['I'] = 0x38842108E,
        ['J'] = 0x1C4210A4C,
        ['K'] = 0x4654C5251,
        ['L'] = 0x42108421F,
        ['M'] = 0x4775AC631,
        ['N'] = 0x47359C631,
        ['O'] = 0x3A318C62E,
        ['P'] = 0x7A31F4210,
        ['Q'] = 0x3A318D64D,
        ['R'] = 0x7A31F5251,
        ['S'] = 0x3E107043E,
        ['T'] = 0x7C8421084,
        ['U'] = 0x46318C62E,
        ['V'] = 0x46318C544,
        ['W'] = 0x4631AD771,
        ['X'] = 0x462A22A31,
        ['Y'] = 0x462A21084,
        ['Z'] = 0x7C222221F,
        ['0'] = 0x3A33AE62E,
        ['1'] = 0x11842108E,
        ['2'] = 0x3A213221F,
        ['3'] = 0x78217043E,
        ['4'] = 0x08CA97C42,
        ['5'] = 0x7E1E0862E,
        ['6'] = 0x3A10F462E,
        ['7'] = 0x7C2222108,
        ['8'] = 0x3A317462E,
        ['9'] = 0x3A317842E,
        ['.'] = 0x00000018C,
        ['-'] = 0x0000F8000,
        ['/'] = 0x042222210,
        ['+'] = 0x0084F9080,
        ['('] = 0x088842082,
        [')'] = 0x208210888,
        [':'] = 0x018C03180,
        ['%'] = 0x672222273,
        ['='] = 0x001F07C00,
        [','] = 0x000003088,
    };

    /// <summary>Pixels from the left edge of the first letter to the right edge of the last.</summary>
    public static int WidthOf(string text) => text.Length == 0 ? 0 : (text.Length * Advance) - 1;

    /// <summary>Whether the pixel (x, y) of a line of text, (0, 0) at its top left, belongs to a letter.</summary>
    public static bool Covers(string text, int x, int y)
    {
        var (letter, column) = Math.DivRem(x, Advance);
        if (x < 0 || y is < 0 or >= GlyphHeight || letter >= text.Length || column >= GlyphWidth)
            return false;

        return Glyphs.TryGetValue(char.ToUpperInvariant(text[letter]), out var bits)
            && ((bits >> ((GlyphWidth * GlyphHeight) - 1 - (y * GlyphWidth) - column)) & 1) != 0;
    }
}
