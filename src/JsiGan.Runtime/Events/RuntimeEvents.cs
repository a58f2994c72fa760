using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Training.Recipes;

namespace JsiGan.Runtime.Events;

/// <summary>Training begins, from the start or from a checkpoint.</summary>
/// <param name="Recipe">The recipe's name.</param>
/// <param name="Steps">Steps of stage 1 and of stage 2.</param>
/// <param name="Epochs">Epochs of stage 1 and of stage 2.</param>
/// <param name="Batch">Patches of the global batch.</param>
/// <param name="Workers">Workers that the first generation waits for.</param>
public sealed record TrainingStarted(
    string Recipe, IReadOnlyList<long> Steps, IReadOnlyList<int> Epochs, int Batch, int Workers) : IRunEvent
{
    /// <summary>The loss weights lambda of stage 2, as rec, adv, fm and detail.</summary>
    public IReadOnlyList<Measure> LossWeights { get; init; } = [];

    public static TrainingStarted Of(Recipe recipe, int workers)
    {
        return new(
            recipe.Name, [recipe.StepsOf(1), recipe.StepsOf(2)], [recipe.Stage(1).Epochs, recipe.Stage(2).Epochs], recipe.Batch, workers)
        {
            LossWeights =
            [
                new("rec", recipe.Loss.Reconstruction), new("adv", recipe.Loss.Adversarial), new("fm", recipe.Loss.FeatureMatching),
                new("detail", recipe.Loss.Detail),
            ],
        };
    }
}

/// <summary>The lengths of both stages were fitted to a duration.</summary>
/// <param name="Duration">Time of the whole run.</param>
/// <param name="Stage1Step">Measured time of a step of stage 1.</param>
/// <param name="Stage2Step">Measured time of a step of stage 2.</param>
/// <param name="Stage1Steps">Steps of stage 1.</param>
/// <param name="Stage2Steps">Steps of stage 2.</param>
public sealed record RunPlanned(
    TimeSpan Duration, TimeSpan Stage1Step, TimeSpan Stage2Step, long Stage1Steps, long Stage2Steps) : IRunEvent;

/// <summary>Training is complete, and the result is being compared with the baselines.</summary>
public sealed record ComparisonStarted : IRunEvent;

/// <summary>The picture of the result could not be written.</summary>
public sealed record PreviewFailed(string Reason) : IRunEvent;

/// <summary>The private database could not be started; the run is kept only in its folder.</summary>
public sealed record DatabaseUnavailable(string Reason) : IRunEvent;

/// <summary>The database could not be reached for one operation.</summary>
public sealed record DatabaseOperationFailed(string Reason) : IRunEvent;

/// <summary>Metrics that the database did not take wait in a folder; a resumed run sends them.</summary>
public sealed record MetricsSpooled(int Batches, string Folder) : IRunEvent;

/// <summary>The worker of this process has entered a generation and trains.</summary>
/// <param name="Rank">Its rank.</param>
/// <param name="Size">Workers of the generation.</param>
public sealed record GenerationEntered(GenerationId Generation, int Rank, int Size) : IRunEvent;

/// <summary>A worker process of this machine ended and is restarted.</summary>
/// <param name="Worker">Name of the worker that ended.</param>
/// <param name="How">How it ended.</param>
/// <param name="Delay">Time until the next start.</param>
public sealed record WorkerRestarting(string Worker, string How, TimeSpan Delay) : IRunEvent;

/// <summary>A worker process of this machine ended and is not restarted.</summary>
/// <param name="Worker">Its name.</param>
/// <param name="How">How it ended.</param>
/// <param name="Output">The end of its standard error; may be empty.</param>
public sealed record WorkerNotRestarted(string Worker, string How, string Output) : IRunEvent;

/// <summary>A worker process did not end in time after the run and was killed.</summary>
public sealed record WorkerKilled(TimeSpan Timeout) : IRunEvent;

/// <summary>A node of several machines has joined its cluster, or is its first.</summary>
/// <param name="Address">host:port.</param>
/// <param name="Members">Nodes of the cluster, this one included.</param>
public sealed record NodeStarted(string Address, int Members) : IRunEvent;

/// <summary>The other nodes have removed this one from the cluster.</summary>
public sealed record NodeRemoved(string Address) : IRunEvent;

/// <summary>A line that a worker process of this machine wrote to standard error.</summary>
public sealed record WorkerOutput(string Worker, string Line) : IRunEvent;

/// <summary>This process has claimed the run's folder, or has joined its run.</summary>
public sealed record RunOpened(string Folder) : IRunEvent;

/// <summary>A page shows the run while it trains.</summary>
/// <param name="Url">Its address.</param>
public sealed record PageOpened(string Url) : IRunEvent;

/// <summary>The user stopped the run, and everything is saved.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="TotalSteps">Steps of the whole run.</param>
/// <param name="Checkpoint">The checkpoint's folder.</param>
/// <param name="Command">The command that continues the run.</param>
public sealed record TrainingStopped(long Step, long TotalSteps, string Checkpoint, string Command) : IRunEvent;
