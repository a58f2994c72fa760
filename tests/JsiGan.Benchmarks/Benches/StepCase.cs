namespace JsiGan.Benchmarks.Benches;

/// <summary>A training step to measure.</summary>
/// <param name="Suffix">Suffix of "step." and "memory." in the row's name.</param>
/// <param name="Stage">1: generator alone; 2: both discriminators, then the generator.</param>
/// <param name="Batch">Patches per step.</param>
/// <param name="LowSize">Side of the SDR patch, pixels; the HDR patch has twice as many.</param>
public sealed record StepCase(string Suffix, int Stage, int Batch, int LowSize)
{
    public static IReadOnlyList<StepCase> Standard { get; } = [new("stage1", 1, 4, 48), new("stage2", 2, 4, 48)];

    public static IReadOnlyList<StepCase> Large { get; } = [new("stage1.large", 1, 8, 48), new("stage2.large", 2, 8, 48)];
}
