namespace JsiGan.Training.Recipes;

/// <summary>How a detail layer is taken from an image X and its base layer Xb.</summary>
public enum DetailLayer
{
    /// <summary>X / Xb.</summary>
    Divide,

    /// <summary>X - Xb.</summary>
    Subtract,
}
