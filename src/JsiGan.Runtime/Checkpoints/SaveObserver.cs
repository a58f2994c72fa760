namespace JsiGan.Runtime.Checkpoints;

/// <summary>Learns how a save went, on any thread. A checkpoint that only the run's folder has is both a failure and saved.</summary>
/// <param name="Saved">Called with its bytes once it is stored; not called if a later coordinator has the run.</param>
/// <param name="Failed">Called with the reason when the database or the disk did not take it.</param>
public sealed record SaveObserver(Action<long> Saved, Action<string> Failed);
