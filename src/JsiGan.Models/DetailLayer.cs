namespace JsiGan.Models;

/// <summary>How the detail layer Xd comes from the input X and its base layer Xb (Eq. 1 and Table 1).</summary>
public enum DetailLayer
{
    /// <summary>Xd = X / Xb.</summary>
    Divide,

    /// <summary>Xd = X - Xb.</summary>
    Subtract,
}
