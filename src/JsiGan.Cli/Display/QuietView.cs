namespace JsiGan.Cli.Display;

/// <summary>Says nothing (--quiet): the final table and errors are all that is printed.</summary>
public sealed class QuietView : ITrainingView
{
    public void Note(string text)
    {
    }

    public void Prepare(string label, Action<IProgress<double>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        work(new Callback(_ => { }));
    }

    public Task FollowAsync(Func<Task> training)
    {
        ArgumentNullException.ThrowIfNull(training);
        return training();
    }

    public void Step(StepView step)
    {
    }

    public void Epoch(EpochView epoch)
    {
    }
}
