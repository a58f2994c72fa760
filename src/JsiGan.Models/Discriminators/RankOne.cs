namespace JsiGan.Models.Discriminators;

/// <summary>The update that a singular value's gradient makes to a weight's.</summary>
internal static class RankOne
{
    /// <summary>Adds column row^T, in one pass, to a contiguous gradient seen as a matrix with one row per output channel.</summary>
    public static void AddTo(Tensor gradient, Tensor column, Tensor row)
    {
        using var matrix = gradient.view(column.shape[0], -1);
        using var left = column.unsqueeze(1);
        using var right = row.unsqueeze(0);
        matrix.addcmul_(left, right, 1);
    }
}
