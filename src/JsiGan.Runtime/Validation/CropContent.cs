namespace JsiGan.Runtime.Validation;

/// <summary>How much there is to see in a part of a picture.</summary>
internal static class CropContent
{
    /// <summary>Sum of the changes of luma from pixel to pixel, along rows and columns.</summary>
    /// <param name="luma">8-bit codes of the whole picture.</param>
    /// <param name="stride">Pixels per row of the whole picture.</param>
    public static long Of(byte[] luma, int stride, int x, int y, int width, int height)
    {
        var sum = 0L;
        for (var row = y + 1; row < y + height; row++)
        {
            for (var at = (row * stride) + x + 1; at < (row * stride) + x + width; at++)
                sum += Math.Abs(luma[at] - luma[at - 1]) + Math.Abs(luma[at] - luma[at - stride]);
        }

        return sum;
    }
}
