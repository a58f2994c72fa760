using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace JsiGan.Models.Convolutions;

/// <summary>A y A^T of the 4x4 gradients of a tile's results.</summary>
internal sealed unsafe class GradientTransform : ITileTransform
{
    private const int Columns = Winograd.Inputs;

    public static int Side => Winograd.Results;

    public static int Border => 0;

    [SkipLocalsInit]
    public static void Transform(float* source, int plane, int width, float* tile, long stride)
    {
        var rows = stackalloc Vector256<float>[Winograd.Results * Columns];
        for (var row = rows; row < rows + Winograd.Results * Columns; row += Columns, source += width)
        {
            var (y0, y1, y2, y3) = ChannelTranspose.LoadFour(source, plane);
            (row[0], row[1], row[2], row[3], row[4], row[5]) = Winograd.OutputAdjoint(y0, y1, y2, y3);
        }

        for (var column = 0; column < Columns; column++, rows++, tile += stride)
        {
            TransformedTiles.Store(
                Winograd.OutputAdjoint(rows[0], rows[Columns], rows[2 * Columns], rows[3 * Columns]), tile, Columns * stride);
        }
    }
}
