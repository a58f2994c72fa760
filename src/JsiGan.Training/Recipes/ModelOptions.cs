using JsiGan.Models;

namespace JsiGan.Training.Recipes;

/// <summary>Architecture of the generator (the paper's Table 1 by switches) and of the discriminators.</summary>
public sealed record ModelOptions
{
    /// <summary>HDR pixels per SDR pixel along one axis. Default 2; 1 (inverse tone mapping alone), 2 or 4.</summary>
    public int Scale { get; init; } = 2;

    /// <summary>Whether the detail restoration subnet takes part. Default true.</summary>
    public bool DetailRestoration { get; init; } = true;

    /// <summary>Whether the local contrast enhancement subnet takes part. Default true.</summary>
    public bool LocalContrast { get; init; } = true;

    /// <summary>How the generator's detail layer is taken from its input. Default divide; divide or subtract.</summary>
    public DetailLayer DetailLayer { get; init; } = DetailLayer.Divide;

    /// <summary>
    /// Batch normalisation on the discriminators' logit. Default true, as the authors' code; the paper's Fig. 3 has none.
    /// </summary>
    public bool LogitBatchNorm { get; init; } = true;
}
