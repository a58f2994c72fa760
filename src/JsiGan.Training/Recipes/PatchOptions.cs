namespace JsiGan.Training.Recipes;

/// <summary>The crops that make a batch.</summary>
public sealed record PatchOptions
{
    /// <summary>
    /// Side of the SDR patch. Default 80 (HDR 160 at scale 2); 8 to 1024 low-resolution pixels. 32 must divide the HDR side, because the
    /// discriminators halve it five times.
    /// </summary>
    public int LowSize { get; init; } = 80;

    /// <summary>Whether each patch is flipped and turned in one of eight ways. Default false, as in the paper.</summary>
    public bool Augment { get; init; }
}
