using JsiGan.Protocol.Runs;
using JsiGan.Runtime.Workers;
using JsiGan.Training.Recipes;

namespace JsiGan.Runtime.Runs;

/// <summary>The coordinator's settings for a recipe.</summary>
public static class RunPlan
{
    private static readonly TimeSpan GatherTimeout = TimeSpan.FromMinutes(1);

    /// <param name="recipe">What is trained.</param>
    /// <param name="workers">Workers that the first generation waits for, a minute at most.</param>
    /// <param name="run">The run's name where several machines find it in a database.</param>
    public static RunSettings Settings(Recipe recipe, int workers, string run = "")
    {
        var steps = recipe.StepsOf(1) + recipe.StepsOf(2);
        return new RunSettings
        {
            Version = WorkerProcess.Version,
            Recipe = recipe.Identity(),
            Run = run,
            Batch = recipe.Batch,
            Steps = steps,
            // The last epoch's scores and checkpoint follow after the last step.
            Last = new(steps, 1),
            Workers = workers,
            GatherTimeout = GatherTimeout,
        };
    }
}
