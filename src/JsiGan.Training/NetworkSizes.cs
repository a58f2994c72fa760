namespace JsiGan.Training;

/// <summary>
/// Widths and number type of the networks. Recipes always use the paper's; tests use others.
/// </summary>
/// <param name="Generator">Channels of JSInet.</param>
/// <param name="Discriminator">Channels of a discriminator's first layer.</param>
/// <param name="Type">Type of weights, moments and signals: float32, or float64 in tests that separate rounding from errors.</param>
internal sealed record NetworkSizes(int Generator = 64, int Discriminator = 32, ScalarType Type = ScalarType.Float32);
