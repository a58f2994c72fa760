namespace JsiGan.Node.Display;

/// <summary>Where a training run tells what it does: a live terminal, a log, or nowhere.</summary>
public interface ITrainingView
{
    /// <summary>Something that happened once.</summary>
    void Note(string text);

    /// <summary>Work with a known end that comes before training; the body reports its share done, 0 to 1.</summary>
    void Prepare(string label, Action<IProgress<double>> body);

    /// <summary>Training: the body reports through <see cref="Step"/> and <see cref="Epoch"/>.</summary>
    void Follow(Action body);

    void Step(StepView step);

    void Epoch(EpochView epoch);
}
