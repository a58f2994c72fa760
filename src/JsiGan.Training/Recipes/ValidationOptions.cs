namespace JsiGan.Training.Recipes;

/// <summary>The measurement after each epoch: crops of the held-out frames, the same ones each time.</summary>
public sealed record ValidationOptions
{
    [Option("Number of crops.", Min = 1, Max = 100_000, Unit = "crops")]
    public int Crops { get; init; } = 8;

    [Option("Side of a crop.", Min = 8, Max = 2048, Unit = "low-resolution pixels")]
    public int CropSize { get; init; } = 96;
}
