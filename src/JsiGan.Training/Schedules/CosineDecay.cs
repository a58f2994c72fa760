namespace JsiGan.Training.Schedules;

/// <summary>Half a cosine from 1 at the first step to a final ratio at the last one.</summary>
public static class CosineDecay
{
    /// <param name="finalRatio">Factor of the last step, 0 to 1.</param>
    /// <param name="step">Step, from 0.</param>
    /// <param name="steps">All steps.</param>
    public static double Factor(double finalRatio, long step, long steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(step, steps);
        var progress = steps == 1 ? 0 : (double)step / (steps - 1);
        return finalRatio + ((1 - finalRatio) * 0.5 * (1 + Math.Cos(Math.PI * progress)));
    }
}
