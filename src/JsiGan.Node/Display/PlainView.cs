namespace JsiGan.Node.Display;

/// <summary>One line per event and none in between: for logs, pipes and CI. No control characters.</summary>
/// <param name="output">Receives the lines.</param>
/// <param name="time">Decides when the next step is worth a line.</param>
/// <param name="interval">Least time between two step lines.</param>
public sealed class PlainView(TextWriter output, TimeProvider time, TimeSpan interval) : ITrainingView
{
    private long? _lastStep;

    public void Note(string text) => output.WriteLine(text);

    public void Prepare(string label, Action<IProgress<double>> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var start = time.GetTimestamp();
        output.WriteLine($"{label} ...");
        body(new Callback(_ => { }));
        output.WriteLine($"{label}: done in {Say.Duration(time.GetElapsedTime(start))}");
    }

    public void Follow(Action body)
    {
        ArgumentNullException.ThrowIfNull(body);
        body();
    }

    public void Step(StepView step)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (_lastStep is { } last && time.GetElapsedTime(last) < interval && step.Step < step.TotalSteps)
        {
            return;
        }

        _lastStep = time.GetTimestamp();
        output.WriteLine(step.ToLine());
    }

    public void Epoch(EpochView epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        output.WriteLine(epoch.ToLine());
    }
}
