namespace JsiGan.Training.Recipes;

/// <summary>What is measured after every epoch: crops of the held-out frames, the same ones each time.</summary>
public sealed record ValidationOptions
{
    /// <summary>Default 8; 1 to 100000 crops.</summary>
    public int Crops { get; init; } = 8;

    /// <summary>Side of a crop. Default 96; 8 to 2048 low-resolution pixels.</summary>
    public int CropSize { get; init; } = 96;
}
