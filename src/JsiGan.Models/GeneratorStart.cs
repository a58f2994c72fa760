namespace JsiGan.Models;

/// <summary>Initial weights of the generator.</summary>
public enum GeneratorStart
{
    /// <summary>Xavier normal, as in the paper.</summary>
    Xavier,

    /// <summary>Weights with which the generator predicts a smoothly up-sampled input: see <see cref="Generator.InputStart"/>.</summary>
    Input,
}
