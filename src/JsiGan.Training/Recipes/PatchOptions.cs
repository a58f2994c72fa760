namespace JsiGan.Training.Recipes;

/// <summary>The crops that make a batch.</summary>
public sealed record PatchOptions
{
    [Option("Side of the SDR patch. In stage 2, 32 must divide the side of the HDR patch: the discriminators halve it five times.",
        Min = 8, Max = 1024, Unit = "low-resolution pixels")]
    public int LowSize { get; init; } = 80;

    [Option("Whether each patch is flipped and rotated in one of eight ways; not in the paper.", OmitsDefault = true)]
    public bool Augment { get; init; }
}
