using JsiGan.Protocol.Runs;

namespace JsiGan.Runtime.Monitoring;

/// <summary>The parts of a step as the label <c>part</c> names them.</summary>
internal static class StepParts
{
    /// <summary>Seconds of each part.</summary>
    public static IEnumerable<(string Part, double Seconds)> Of(StepTimed step) =>
    [
        ("data", step.Data), ("forward", step.Forward), ("backward", step.Backward), ("optimizer", step.Optimizer),
        ("communication", step.Communication),
    ];
}
