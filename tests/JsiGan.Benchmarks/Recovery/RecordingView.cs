using JsiGan.Node.Display;

namespace JsiGan.Benchmarks.Recovery;

/// <summary>Keeps what a run tells, and lets somebody act on each step.</summary>
internal sealed class RecordingView(Action<string> say, Action<long> step) : ITrainingView
{
    private readonly List<string> _notes = [];

    public IReadOnlyList<string> Notes => _notes;

    public void Note(string text)
    {
        _notes.Add(text);
        say(text);
    }

    public void Prepare(string label, Action<IProgress<double>> body) => body(new Progress<double>());

    public void Follow(Action body) => body();

    public void Step(StepView view) => step(view.Step);

    public void Epoch(EpochView epoch)
    {
    }
}
