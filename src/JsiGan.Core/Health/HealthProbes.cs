namespace JsiGan.Core.Health;

/// <summary>What an orchestrator asks a process, as Kubernetes names it.</summary>
[Flags]
public enum HealthProbes
{
    None = 0,

    /// <summary>Whether it has to be restarted.</summary>
    Live = 1,

    /// <summary>Whether it does its work now.</summary>
    Ready = 2,

    /// <summary>Whether it has started.</summary>
    Startup = 4,
}
