namespace JsiGan.Protocol.Tests.Simulation;

/// <summary>The updates of a simulated run: stage 1 has one update a step, stage 2 two.</summary>
internal static class Plan
{
    public const int Steps = 24;
    private const int StageOneSteps = 12;

    public const int Updates = StageOneSteps + ((Steps - StageOneSteps) * 2);

    /// <summary>The point after <paramref name="updates"/> updates.</summary>
    public static CommitPoint PointAfter(int updates) => updates <= StageOneSteps
        ? new CommitPoint(updates, 0)
        : new CommitPoint(StageOneSteps + ((updates - StageOneSteps) / 2), (updates - StageOneSteps) % 2);

    /// <summary>The step whose samples an update uses, and whether it is that step's last.</summary>
    public static (long Step, bool Last) StepOf(int update) => (PointAfter(update).Step, PointAfter(update + 1).Phase == 0);
}
