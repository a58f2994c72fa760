namespace JsiGan.Imaging.Synthesis.Scenes;

/// <summary>
/// The scattered things that a frame can show, ready by cell: each cell has those of itself and its eight neighbours, front to back.
/// </summary>
internal sealed class ScatteredCells
{
    private const int Neighbours = 9;

    private readonly ScatteredCell[] _cells;
    private readonly int _left;
    private readonly int _top;
    private readonly int _columns;
    private readonly int _rows;

    /// <param name="view">The frame.</param>
    /// <param name="shift">Added to u before cells are counted, heights; it may be off by a cell.</param>
    /// <param name="density">Cells per height.</param>
    /// <param name="seed">Seed of all places and kinds.</param>
    public ScatteredCells(FrameView view, float shift, float density, uint seed)
    {
        Density = density;
        _left = (int)MathF.Floor((view.U(0) + shift) * density) - 1;
        _top = (int)MathF.Floor(view.V(0) * density) - 1;
        _columns = (int)MathF.Floor((view.U(view.Width) + shift) * density) - _left + 2;
        _rows = (int)MathF.Floor(view.V(view.Height) * density) - _top + 2;
        _cells = new ScatteredCell[_columns * _rows * Neighbours];
        for (var y = 0; y < _rows; y++)
        {
            for (var x = 0; x < _columns; x++)
            {
                var around = _cells.AsSpan(((y * _columns) + x) * Neighbours, Neighbours);
                for (var i = 0; i < Neighbours; i++)
                    around[i] = ScatteredCell.Of(_left + x + (i % 3) - 1, _top + y + (i / 3) - 1, seed);

                around.Sort((a, b) => b.Rank.CompareTo(a.Rank));
            }
        }
    }

    /// <summary>Cells per height.</summary>
    public float Density { get; }

    /// <summary>What stands in the cell at (x, y) and in its neighbours, by falling rank.</summary>
    public ReadOnlySpan<ScatteredCell> Around(float x, float y)
    {
        var column = Math.Clamp((int)MathF.Floor(x) - _left, 0, _columns - 1);
        var row = Math.Clamp((int)MathF.Floor(y) - _top, 0, _rows - 1);
        return _cells.AsSpan(((row * _columns) + column) * Neighbours, Neighbours);
    }
}
