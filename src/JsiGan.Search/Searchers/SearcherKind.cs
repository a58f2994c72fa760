namespace JsiGan.Search.Searchers;

/// <summary>How trials are chosen.</summary>
public enum SearcherKind
{
    /// <summary>A Gaussian process for more than 4 trials, which is enough to learn from; otherwise Sobol points.</summary>
    Automatic,
    Grid,
    Random,
    Sobol,
    Tpe,
    GaussianProcess,
}
