namespace JsiGan.Training;

/// <summary>Widths of the networks. The paper's are the only ones a recipe can ask for; tests of the machinery take smaller ones.</summary>
/// <param name="Generator">Channels of JSInet.</param>
/// <param name="Discriminator">Channels of a discriminator's first layer.</param>
internal sealed record NetworkSizes(int Generator = 64, int Discriminator = 32);
