using System.Globalization;
using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Runtime.Events;
using JsiGan.Runtime.Workers;

namespace JsiGan.Runtime.Monitoring;

/// <summary>Follows the events of this process to tell whether training goes on. Thread-safe.</summary>
/// <param name="time">The clock.</param>
public sealed class TrainingProgress(TimeProvider time) : IRunObserver
{
    private readonly Lock _gate = new();
    private StepTimeout _timeout = new();
    private long? _last;
    private string _what = "";
    private bool _isOver;

    /// <summary>Why no training goes on; null while it does, and after the run.</summary>
    public string? FindFault()
    {
        lock (_gate)
        {
            if (_isOver)
                return null;

            if (_last is not { } last)
                return "no generation of workers has started yet";

            var (passed, most) = (time.GetElapsedTime(last), _timeout.Current);
            return passed <= most ? null : string.Create(
                CultureInfo.InvariantCulture,
                $"{_what} was {passed.TotalSeconds:F0} s ago, expected a step within {most.TotalSeconds:F0} s");
        }
    }

    public void OnEvent(IRunEvent happened)
    {
        lock (_gate)
        {
            switch (happened)
            {
                case GenerationStarted or GenerationEntered:
                    _timeout = new StepTimeout();
                    Advance("the start of the last generation");
                    break;
                case StepMeasured step: Advance(step.Times()); break;
                case StepTimed step: Advance(step); break;
                case IMeasurement: Advance("the last validation or checkpoint"); break;
                case RunEnded: _isOver = true; break;
            }
        }
    }

    private void Advance(StepTimed step)
    {
        _timeout.After(step.Stage, TimeSpan.FromSeconds(step.Data + step.Compute + step.Communication));
        Advance($"step {step.Step}");
    }

    private void Advance(string what) => (_last, _what) = (time.GetTimestamp(), what);
}
