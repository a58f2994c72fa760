namespace JsiGan.Models.Convolutions;

/// <summary>A square of pixels of an image to the 36 values of a tile, eight channels at a time.</summary>
internal unsafe interface ITileTransform
{
    /// <summary>Side of the square of pixels.</summary>
    static abstract int Side { get; }

    /// <summary>Pixels by which the square begins above and to the left of the tile's results.</summary>
    static abstract int Border { get; }

    /// <param name="source">The square's first pixel in the first of eight channels. Eight pixels of a row may be read.</param>
    /// <param name="plane">From one channel to the next, in values.</param>
    /// <param name="width">From one row to the next, in values.</param>
    /// <param name="tile">Eight channels of the tile in the first of the 36 matrices.</param>
    /// <param name="stride">From one matrix to the next, in values.</param>
    static abstract void Transform(float* source, int plane, int width, float* tile, long stride);
}
