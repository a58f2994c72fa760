using JsiGan.Runtime.Hosting;

namespace JsiGan.Cli.Display;

/// <summary>Where a run is shown: a live terminal, a log, or nowhere.</summary>
public interface ITrainingView : IProgressDisplay
{
    /// <summary>Something that happened once.</summary>
    void Note(string text);

    void Step(StepView step);

    void Epoch(EpochView epoch);
}
