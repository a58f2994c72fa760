namespace JsiGan.Data.Patches;

/// <summary>The eight symmetries of a square: a flip, then quarter turns.</summary>
internal static class Orientation
{
    public const int Count = 8;

    /// <summary>Turns planes of side x side samples; 0 leaves them, bit 2 transposes, bit 1 flips rows, bit 0 flips columns.</summary>
    public static void Apply<T>(int orientation, Span<T> planes, int side)
        where T : unmanaged
    {
        for (var start = 0; orientation != 0 && start < planes.Length; start += side * side)
        {
            var plane = planes.Slice(start, side * side);
            if ((orientation & 4) != 0)
                Transpose(plane, side);

            if ((orientation & 2) != 0)
                FlipRows(plane, side);

            for (var row = 0; (orientation & 1) != 0 && row < side; row++)
                plane.Slice(row * side, side).Reverse();
        }
    }

    private static void Transpose<T>(Span<T> plane, int side)
    {
        for (var row = 0; row < side; row++)
        {
            for (var column = row + 1; column < side; column++)
            {
                ref var above = ref plane[(row * side) + column];
                ref var below = ref plane[(column * side) + row];
                (above, below) = (below, above);
            }
        }
    }

    private static void FlipRows<T>(Span<T> plane, int side)
        where T : unmanaged
    {
        Span<T> line = stackalloc T[side];
        for (var row = 0; row < side / 2; row++)
        {
            var top = plane.Slice(row * side, side);
            var bottom = plane.Slice((side - 1 - row) * side, side);
            top.CopyTo(line);
            bottom.CopyTo(top);
            line.CopyTo(bottom);
        }
    }
}
