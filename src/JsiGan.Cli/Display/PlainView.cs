using JsiGan.Runtime.Observers;

namespace JsiGan.Cli.Display;

/// <summary>One line per event and none in between: for logs, pipes and CI. No control characters.</summary>
/// <param name="output">Receives the lines.</param>
/// <param name="time">The clock of the interval.</param>
/// <param name="interval">Least time between two step lines.</param>
public sealed class PlainView(TextWriter output, TimeProvider time, TimeSpan interval) : ITrainingView
{
    private long? _lastStep;

    public void Note(string text) => output.WriteLine(text);

    public void Prepare(string label, Action<IProgress<double>> work)
    {
        var start = time.GetTimestamp();
        output.WriteLine($"{label} ...");
        work(new Callback(_ => { }));
        output.WriteLine($"{label}: done in {Humanize.Duration(time.GetElapsedTime(start))}");
    }

    public Task FollowAsync(Func<Task> training) => training();

    public void Step(StepView step)
    {
        if (_lastStep is { } last && time.GetElapsedTime(last) < interval && step.Step < step.TotalSteps)
            return;

        _lastStep = time.GetTimestamp();
        output.WriteLine(step.ToLine());
    }

    public void Epoch(EpochView epoch) => output.WriteLine(epoch.ToLine());
}
