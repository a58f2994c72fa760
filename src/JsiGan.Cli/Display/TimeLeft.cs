namespace JsiGan.Cli.Display;

/// <summary>
/// Estimates the time to the end of a run of two stages from the wall time per step so far, validation included. Until a stage has run, its
/// step is taken to cost what the other's does times <see cref="GanStepCost"/>.
/// </summary>
/// <param name="stage1Steps">Steps of stage 1 in the whole run.</param>
/// <param name="stage2Steps">Steps of stage 2 in the whole run.</param>
public sealed class TimeLeft(long stage1Steps, long stage2Steps)
{
    /// <summary>
    /// A stage-2 step against a stage-1 step: both discriminators and the generator against the generator alone (measured: 3 to 4).
    /// </summary>
    public const double GanStepCost = 3.5;

    private readonly long[] _measured = new long[2];
    private readonly double[] _seconds = new double[2];

    /// <summary>Counts one step of <paramref name="stage"/> (1 or 2) that took <paramref name="wall"/>.</summary>
    public void Count(int stage, TimeSpan wall)
    {
        _measured[stage - 1]++;
        _seconds[stage - 1] += wall.TotalSeconds;
    }

    /// <summary>Time left when <paramref name="done"/> steps of the run are behind, or null before the first measured step.</summary>
    public TimeSpan? After(long done)
    {
        if (_measured[0] + _measured[1] == 0)
            return null;

        var left1 = Math.Max(0, stage1Steps - done);
        var left2 = Math.Max(0, stage1Steps + stage2Steps - done) - left1;
        return TimeSpan.FromSeconds((left1 * PerStep(0)) + (left2 * PerStep(1)));
    }

    private double PerStep(int stage) => _measured[stage] > 0
        ? _seconds[stage] / _measured[stage]
        : stage == 1 ? PerStep(0) * GanStepCost : PerStep(1) / GanStepCost;
}
