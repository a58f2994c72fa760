namespace JsiGan.Search.Searchers;

/// <summary>Options of <see cref="GaussianProcessSearcher"/>.</summary>
public sealed record GaussianProcessOptions
{
    /// <summary>Trials of a Sobol sequence before the first model.</summary>
    public int StartupTrials { get; init; } = 4;

    /// <summary>Trials in whose neighbourhood the next one is looked for, besides everywhere. Default 5.</summary>
    public int Incumbents { get; init; } = 5;
}
