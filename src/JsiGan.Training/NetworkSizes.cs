using static TorchSharp.torch;

namespace JsiGan.Training;

/// <summary>
/// Widths and number type of the networks. The paper's are the only ones a recipe can ask for; tests of the machinery take others.
/// </summary>
/// <param name="Generator">Channels of JSInet.</param>
/// <param name="Discriminator">Channels of a discriminator's first layer.</param>
/// <param name="Type">Type of weights, moments and signals: float32, or float64 where a test tells rounding from faults.</param>
internal sealed record NetworkSizes(int Generator = 64, int Discriminator = 32, ScalarType Type = ScalarType.Float32);
