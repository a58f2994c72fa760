using System.Runtime.ExceptionServices;
using JsiGan.Collectives;
using JsiGan.Models;
using JsiGan.Training.Losses;
using JsiGan.Training.Recipes;
using static TorchSharp.torch;

namespace JsiGan.Training.Distributed;

/// <summary>
/// This worker among those that make one update together: which samples of the global batch are its own, and the sums over all workers.
/// Networks and optimizers keep it for a whole run; the workers it stands for change with <see cref="Enter"/>. Every worker makes the same
/// calls in the same order. Used by one thread at a time.
/// </summary>
/// <remarks>
/// Each worker's loss is the mean over its own samples times <see cref="Weight"/>, its share of the batch, so that the global loss is their
/// sum, and so are its gradients. What couples the workers' samples (batch statistics, the means within the relativistic losses) is summed
/// on the way forward, and its gradient on the way back.
/// </remarks>
public sealed class WorkerGroup : IBatchReduction
{
    private readonly BatchStatistics _statistics;
    private ICollective _collective = new LocalCollective();
    private ICollective _gradients;
    private readonly WaitClock _clock;
    private CollectiveException? _failure;
    private bool _goesBack;

    /// <param name="batch">Patches of the global batch.</param>
    /// <param name="statistics">Whether batch norms see the global batch.</param>
    /// <param name="time">Measures how long this worker waits for the others; null for the system's.</param>
    public WorkerGroup(int batch, BatchStatistics statistics = BatchStatistics.Global, TimeProvider? time = null)
    {
        (Batch, _statistics, _gradients, _clock) = (batch, statistics, _collective, new WaitClock(time ?? TimeProvider.System));
        Mean = local => Size == 1 ? local : GlobalMeanFunction.Call(local, Weight, this);
    }

    /// <summary>Patches of the global batch.</summary>
    public int Batch { get; }

    public int Rank => _collective.Rank;

    public int Size => _collective.Size;

    /// <summary>The part of the global batch that this worker takes.</summary>
    public (int First, int Count) Shard => ShardPlan.Of(Batch, Rank, Size);

    /// <summary>This worker's share of the global batch, above 0 to 1.</summary>
    public double Weight => (double)Shard.Count / Batch;

    /// <summary>The training step that sums belong to, for messages.</summary>
    public long Step { get; set; }

    /// <summary>
    /// How long one sum may take, the wait for the slowest worker included. Default 60 s; let it follow the measured step time.
    /// </summary>
    public TimeSpan Limit { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Whether the gradients of a network's segments are summed while the backward pass goes on through those before them (default), or all
    /// together after it. It changes no result on one machine.
    /// </summary>
    public bool SumsEarly { get; init; } = true;

    /// <summary>What this worker waits for and for how long, in words; empty while it computes. Read from any thread.</summary>
    public string Waiting => _clock.Waiting;

    /// <summary>Time spent waiting for the others since the last call.</summary>
    public TimeSpan TakeWaited() => _clock.Take();

    /// <summary>What the discriminators' batch norms reduce their statistics by; null where each worker has its own.</summary>
    public IBatchReduction? Statistics => _statistics == BatchStatistics.Global ? this : null;

    /// <summary>The mean over the global batch, with a gradient.</summary>
    public GlobalMean Mean { get; }

    /// <summary>
    /// From now on this worker is one of <paramref name="collective"/>, which the caller keeps and disposes. Its buffers live where the
    /// networks do.
    /// </summary>
    /// <param name="collective">The workers.</param>
    /// <param name="gradients">
    /// A second collective of the same ranks for the gradients alone. A collective runs one operation at a time, so without it the
    /// statistics of the next discriminator wait for the gradients of the one before.
    /// </param>
    /// <exception cref="UsageException">There are more workers than samples, or too few samples for statistics of each worker's
    ///     own.</exception>
    /// <exception cref="ArgumentException">The two collectives differ in rank or size.</exception>
    public void Enter(ICollective collective, ICollective? gradients = null)
    {
        ArgumentNullException.ThrowIfNull(collective);
        gradients ??= collective;
        if ((gradients.Rank, gradients.Size) != (collective.Rank, collective.Size))
        {
            throw new ArgumentException(
                $"The gradients' collective is rank {gradients.Rank} of {gradients.Size}, "
                + $"the other one rank {collective.Rank} of {collective.Size}.",
                nameof(gradients));
        }

        Require(collective.Size);
        (_collective, _gradients, _failure) = (collective, gradients, null);
    }

    /// <summary>From now on this worker is alone and takes the whole batch.</summary>
    public void Leave() => Enter(new LocalCollective());

    /// <summary>Adds this worker's part of the global loss's gradients to those of the graph's leaves.</summary>
    /// <param name="localLoss">The mean over this worker's samples, a scalar.</param>
    /// <exception cref="CollectiveException">A sum on the way back failed.</exception>
    public void Backward(Tensor localLoss)
    {
        ArgumentNullException.ThrowIfNull(localLoss);
        if (Size == 1)
        {
            Backward(() => localLoss.backward());
            return;
        }

        using var part = localLoss * Weight;
        Backward(() => part.backward());
    }

    /// <summary>Goes back through a graph in which sums over the workers may be.</summary>
    /// <exception cref="CollectiveException">One of them failed.</exception>
    /// <remarks>What else a custom function of the graph throws is thrown here too (<see cref="BackwardFailure"/>).</remarks>
    internal void Backward(Action goBack)
    {
        ArgumentNullException.ThrowIfNull(goBack);
        // TorchSharp ends the process when a function throws on the way back: a sum that fails there is told at the end of it.
        BackwardFailure.Forget();
        var within = _goesBack;
        _goesBack = true;
        try
        {
            goBack();
        }
        finally
        {
            _goesBack = within;
        }

        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }

        BackwardFailure.ThrowIfAny();
    }

    /// <inheritdoc/>
    /// <exception cref="CollectiveException">
    /// A worker was lost; what <paramref name="values"/> holds is undefined. On the way back <see cref="Backward(Action)"/> throws it.
    /// </exception>
    public void Sum(Tensor values)
    {
        try
        {
            Wait(SumAsync(_collective, values, "batch statistics"), "batch statistics");
        }
        catch (CollectiveException failure)
        {
            _failure = failure;
            if (!_goesBack)
            {
                throw;
            }
        }
    }

    /// <summary>Replaces each value by its sum over the workers; nothing happens where this worker is alone.</summary>
    /// <param name="values">As many on every worker.</param>
    /// <param name="device">Where the collective's buffers live.</param>
    /// <exception cref="CollectiveException">A worker was lost.</exception>
    public void Sum(Span<double> values, Device device)
    {
        if (Size > 1)
        {
            using var scope = NewDisposeScope();
            var sums = tensor(values.ToArray()).to(device);
            Sum(sums);
            sums.cpu().data<double>().ToArray().CopyTo(values);
        }
    }

    /// <summary>Begins to sum gradients over the workers.</summary>
    /// <param name="gradients">A contiguous tensor, which must live until the task has ended.</param>
    /// <param name="name">Whose gradients, for messages.</param>
    public Task SumGradientsAsync(Tensor gradients, string name) => SumAsync(_gradients, gradients, name);

    /// <summary>Replaces values by those of one worker.</summary>
    /// <exception cref="CollectiveException">A worker was lost; what <paramref name="values"/> holds is undefined.</exception>
    public void Broadcast(Tensor values, int root, string name) =>
        Wait(_collective.BroadcastAsync(
            TensorAddress.Of(values), values.numel() * values.element_size(), ElementType.Byte, root, Operation(name)), name);

    /// <summary>Waits for an operation that was begun.</summary>
    /// <exception cref="CollectiveException">It failed.</exception>
    public void Wait(Task operation, string name)
    {
        ArgumentNullException.ThrowIfNull(operation);
        _clock.Wait(operation, name, Step);
    }

    private Task SumAsync(ICollective collective, Tensor values, string name) => (Size, _failure) switch
    {
        (1, _) => Task.CompletedTask,
        // Nothing is summed any more until other workers are entered.
        (_, { } failure) => Task.FromException(failure),
        _ => collective.AllReduceSumAsync(TensorAddress.Of(values), values.numel(), TensorAddress.ElementOf(values), Operation(name)),
    };

    private Operation Operation(string name) => new(name, Step, Limit);

    private void Require(int size)
    {
        if (size > Batch)
        {
            throw new UsageException($"There are {size} workers for a batch of {Batch} patches, expected at most one worker a patch; "
                + $"start {Batch} workers or fewer, or train with a larger batch.");
        }

        if (_statistics == BatchStatistics.Local && size > 1 && Batch < 2 * size)
        {
            throw new UsageException($"There are {size} workers for a batch of {Batch} patches, expected at least 2 patches a worker where "
                + $"batch-statistics is local; start {Batch / 2} workers or fewer, train with a larger batch, or set batch-statistics to "
                + "global.");
        }
    }
}
