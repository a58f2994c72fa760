namespace JsiGan.Search.Acquisition;

/// <summary>How much a trial is worth before it is run.</summary>
public interface IAcquisition
{
    /// <summary>A score, greater for a more promising trial; never NaN.</summary>
    /// <param name="features">Features of the trial.</param>
    double Score(ReadOnlySpan<double> features);
}
