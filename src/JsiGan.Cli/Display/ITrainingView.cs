using JsiGan.Runtime.Hosting;

namespace JsiGan.Cli.Display;

/// <summary>The display of a run: a live terminal, plain lines, or nothing.</summary>
public interface ITrainingView : IProgressDisplay
{
    /// <summary>Something that happened once.</summary>
    void Note(string text);

    void Step(StepView step);

    void Epoch(EpochView epoch);
}
