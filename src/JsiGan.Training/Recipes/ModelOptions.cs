using JsiGan.Models;
using JsiGan.Models.Generator;

namespace JsiGan.Training.Recipes;

/// <summary>Architecture of the generator (the paper's Table 1 by switches) and of the discriminators.</summary>
public sealed record ModelOptions
{
    [Option("HDR pixels per SDR pixel along one axis; 1 is inverse tone mapping alone.", Values = [1, 2, 4])]
    public int Scale { get; init; } = 2;

    [Option("Whether the generator has the detail restoration subnet.")]
    public bool DetailRestoration { get; init; } = true;

    [Option("Whether the generator has the local contrast enhancement subnet.")]
    public bool LocalContrast { get; init; } = true;

    [Option("How the generator's detail layer is computed from its input and the base layer.")]
    public DetailLayer DetailLayer { get; init; } = DetailLayer.Divide;

    [Option("Whether the discriminators' logit has a batch norm, as in the authors' code; Fig. 3 of the paper has none.")]
    public bool LogitBatchNorm { get; init; } = true;

    /// <summary>The generator's architecture.</summary>
    /// <param name="channels">Feature channels; the paper's by default.</param>
    public JsiNetOptions Generator(int channels = 64) => new()
    {
        Scale = Scale,
        Channels = channels,
        DetailRestoration = DetailRestoration,
        LocalContrast = LocalContrast,
        DetailLayer = DetailLayer,
    };
}
