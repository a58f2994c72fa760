using JsiGan.Protocol.Runs;

namespace JsiGan.Runtime.Monitoring;

/// <summary>Finds the slowest rank of each step, when all ranks have reported their times. For one thread at a time.</summary>
internal sealed class Stragglers
{
    private readonly Dictionary<(GenerationId Generation, long Step), Dictionary<int, double>> _steps = [];

    /// <summary>Adds a rank's times of a step.</summary>
    /// <param name="rank">The rank.</param>
    /// <param name="size">Ranks of the generation.</param>
    /// <param name="step">Its times.</param>
    /// <returns>The slowest rank and its share, when this was the step's last report; else null.</returns>
    public (int Rank, double Ratio)? Add(int rank, int size, StepTimed step)
    {
        Forget(step);
        var at = (step.Generation, step.Step);
        if (!_steps.TryGetValue(at, out var seconds))
            _steps[at] = seconds = [];

        seconds[rank] = step.Data + step.Compute;
        if (seconds.Count < size)
            return null;

        _steps.Remove(at);
        var (slowest, most) = seconds.MaxBy(each => each.Value);
        return (slowest, most > 0 ? (most - seconds.Values.Average()) / most : 0);
    }

    // A rank is at most one step behind; a generation that was interrupted leaves steps that are never complete.
    private void Forget(StepTimed newest)
    {
        foreach (var old in _steps.Keys.Where(at => at.Generation != newest.Generation || at.Step < newest.Step - 1).ToList())
            _steps.Remove(old);
    }
}
