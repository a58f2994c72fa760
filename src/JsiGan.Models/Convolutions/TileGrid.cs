namespace JsiGan.Models.Convolutions;

/// <summary>The tiles, 4x4 pixels each, that cover the results of a 3x3 convolution; the last of a row or column is cut.</summary>
/// <param name="Batch">Images.</param>
/// <param name="Height">Of the images, in pixels.</param>
/// <param name="Width">Of the images, in pixels.</param>
internal readonly record struct TileGrid(int Batch, int Height, int Width)
{
    public int Rows => (Height + Winograd.Results - 1) / Winograd.Results;

    public int Columns => (Width + Winograd.Results - 1) / Winograd.Results;

    public int Plane => Height * Width;

    public int Count => Batch * Rows * Columns;

    /// <summary>The image of a tile, and the pixel where its results begin.</summary>
    public (int Item, int Y, int X) At(int tile)
    {
        var (row, column) = Math.DivRem(tile, Columns);
        var (item, y) = Math.DivRem(row, Rows);
        return (item, y * Winograd.Results, column * Winograd.Results);
    }
}
