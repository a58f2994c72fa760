namespace JsiGan.Search.Trials;

/// <summary>One thing to optimise.</summary>
/// <param name="Name">Name of the measurement, as in <c>psnr</c>.</param>
/// <param name="Goal">Whether less or more is better.</param>
/// <param name="Reference">
/// With several objectives, the value from which on an improvement counts (the reference point of hypervolume), in the objective's unit;
/// null: inferred from the trials.
/// </param>
public sealed record Objective(string Name, Goal Goal, double? Reference = null)
{
    /// <summary>A value, or its negative where more is better: less is better in all that follows.</summary>
    public double Loss(double value) => Goal == Goal.Minimise ? value : -value;
}

/// <summary>The direction of an objective.</summary>
public enum Goal
{
    Minimise,
    Maximise,
}
