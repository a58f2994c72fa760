namespace JsiGan.Training.Schedules;

/// <summary>A linear rise: (step + 1) / updates, then 1.</summary>
public static class WarmUp
{
    /// <param name="updates">Updates of the rise, the last of which has factor 1; 0 for none.</param>
    /// <param name="step">Step within the stage, from 0.</param>
    public static double Factor(int updates, long step) => step < updates ? (step + 1.0) / updates : 1;
}
