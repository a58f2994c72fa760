using JsiGan.Runtime.Hosting;

namespace JsiGan.Cli.Display;

/// <summary>Shows nothing (--quiet): only the final table and errors are printed.</summary>
public sealed class QuietView : NoDisplay, ITrainingView
{
    public void Note(string text)
    {
    }

    public void Step(StepView step)
    {
    }

    public void Epoch(EpochView epoch)
    {
    }
}
