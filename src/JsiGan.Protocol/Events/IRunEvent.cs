namespace JsiGan.Protocol.Events;

/// <summary>
/// Something that happened to a run, as its coordinator publishes it: once, in order, to one <see cref="IRunObserver"/>. Events carry
/// facts; sentences are made by the observer that shows them (<see cref="RunEventText"/>).
/// </summary>
public interface IRunEvent;
