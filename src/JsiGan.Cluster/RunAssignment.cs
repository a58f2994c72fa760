using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;

namespace JsiGan.Cluster;

/// <summary>The run that a coordinator is responsible for.</summary>
/// <param name="Store">What the run's coordinators share.</param>
/// <param name="Settings">What the run requires of its workers.</param>
/// <param name="Time">The clock of all timeouts.</param>
/// <param name="Observer">Receives the run's events.</param>
public sealed record RunAssignment(IRunStore Store, RunSettings Settings, TimeProvider Time, IRunObserver Observer)
{
    /// <summary>Called with the coordinator's actor when it starts, and again after a restart. Default: nothing.</summary>
    public Action<IActorRef> Started { get; init; } = _ => { };
}
