namespace JsiGan.Search.Searchers;

/// <summary>Options of <see cref="GaussianProcessSearcher"/>.</summary>
public sealed record GaussianProcessOptions
{
    /// <summary>Trials before the first model: the centre of the space, then points of a Sobol sequence. Default 8.</summary>
    /// <remarks>With 4, one of four sweeps over Branin's function settled for a local minimum; with 8, none.</remarks>
    public int StartupTrials { get; init; } = 8;

    /// <summary>Trials in whose neighbourhood the next one is looked for, besides everywhere. Default 5.</summary>
    public int Incumbents { get; init; } = 5;

    /// <summary>The options of a sweep with so many trials: no more than half of them without a model.</summary>
    public static GaussianProcessOptions For(int? trials)
    {
        var options = new GaussianProcessOptions();
        return trials is { } count ? options with { StartupTrials = Math.Clamp(count / 2, 3, options.StartupTrials) } : options;
    }
}
