namespace JsiGan.Cli.Display;

/// <summary>Patches per second, smoothed over about the last ten steps of a stage.</summary>
public sealed class Throughput
{
    private const double Weight = 0.1;
    private int _stage;
    private double _secondsPerPatch;

    /// <summary>The rate after a step of <paramref name="stage"/>; a new stage starts from its first step.</summary>
    public double After(int stage, int patches, TimeSpan step)
    {
        var seconds = step.TotalSeconds / patches;
        _secondsPerPatch = stage == _stage ? _secondsPerPatch + (Weight * (seconds - _secondsPerPatch)) : seconds;
        _stage = stage;
        return _secondsPerPatch > 0 ? 1 / _secondsPerPatch : 0;
    }
}
