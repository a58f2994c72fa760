using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace JsiGan.Models.Convolutions;

/// <summary>B^T d B of 6x6 inputs.</summary>
internal sealed unsafe class InputTransform : ITileTransform
{
    private const int Columns = Winograd.Inputs;

    public static int Side => Winograd.Inputs;

    public static int Border => 1;

    [SkipLocalsInit]
    public static void Transform(float* source, int plane, int width, float* tile, long stride)
    {
        var rows = stackalloc Vector256<float>[Winograd.Inputs * Columns];
        for (var row = rows; row < rows + Winograd.Inputs * Columns; row += Columns, source += width)
        {
            var (d0, d1, d2, d3) = ChannelTranspose.LoadFour(source, plane);
            var (d4, d5) = ChannelTranspose.LoadTwo(source + 4, plane);
            (row[0], row[1], row[2], row[3], row[4], row[5]) = Winograd.Input(d0, d1, d2, d3, d4, d5);
        }

        for (var column = 0; column < Columns; column++, rows++, tile += stride)
        {
            TransformedTiles.Store(
                Winograd.Input(rows[0], rows[Columns], rows[2 * Columns], rows[3 * Columns], rows[4 * Columns], rows[5 * Columns]),
                tile, Columns * stride);
        }
    }
}
