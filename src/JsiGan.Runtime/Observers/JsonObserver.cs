using JsiGan.Protocol.Events;
using JsiGan.Runtime.Events;

namespace JsiGan.Runtime.Observers;

/// <summary>Writes every event of a run as a line of JSON (<see cref="RunEventJson"/>), for other programs.</summary>
public sealed class JsonObserver(TextWriter output) : IRunObserver
{
    public void OnEvent(IRunEvent happened) => output.WriteLine(RunEventJson.Write(happened));
}
