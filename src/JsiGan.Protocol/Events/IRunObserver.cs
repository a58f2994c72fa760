namespace JsiGan.Protocol.Events;

/// <summary>Receives the events of a run in the process that coordinates it.</summary>
public interface IRunObserver
{
    /// <summary>
    /// Called in order, one event at a time, on a thread of the coordinator: must return quickly, and must not block. An exception is
    /// logged and does not affect the run.
    /// </summary>
    void OnEvent(IRunEvent happened);
}

/// <summary>An observer that calls a delegate.</summary>
public sealed class RunObserver(Action<IRunEvent> onEvent) : IRunObserver
{
    /// <summary>Ignores all events.</summary>
    public static IRunObserver None { get; } = new RunObserver(_ => { });

    public void OnEvent(IRunEvent happened) => onEvent(happened);
}
