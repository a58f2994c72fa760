namespace JsiGan.Node.Display;

/// <summary>Says nothing (--quiet): the final table and errors are all that is printed.</summary>
public sealed class QuietView : ITrainingView
{
    public void Note(string text)
    {
    }

    public void Prepare(string label, Action<IProgress<double>> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        body(new Callback(_ => { }));
    }

    public void Follow(Action body)
    {
        ArgumentNullException.ThrowIfNull(body);
        body();
    }

    public void Step(StepView step)
    {
    }

    public void Epoch(EpochView epoch)
    {
    }
}
