using System.Runtime.ExceptionServices;
using JsiGan.Collectives;
using JsiGan.Models;
using JsiGan.Models.Functions;
using JsiGan.Training.Losses;
using JsiGan.Training.Recipes;

namespace JsiGan.Training.Distributed;

/// <summary>
/// The workers that share each update, as one of them sees it: its rank, its shard of the global batch, and the collectives. Networks keep
/// one group for a whole run; <see cref="Enter"/> replaces the workers behind it. Every worker makes the same calls in the same order. For
/// one thread at a time.
/// </summary>
/// <remarks>
/// A worker's loss is the mean over its own samples times <see cref="Weight"/>, its share of the batch, so that losses and gradients sum up
/// to the global ones. What couples the samples of several workers (batch statistics, the means within the relativistic losses) is
/// all-reduced in the forward pass, and its gradient in the backward pass.
/// </remarks>
public sealed class ProcessGroup : IBatchReduction
{
    private const string Statistics = "batch statistics";
    private readonly BatchStatistics _statistics;
    private readonly WaitClock _clock;
    private readonly TrafficMeter _traffic;
    private ICollective _collective = new LocalCollective();
    private ICollective _gradients;
    private CollectiveException? _failure;
    private bool _inBackward;

    /// <param name="batch">Patches of the global batch.</param>
    /// <param name="statistics">Whether batch norms see the global batch.</param>
    /// <param name="time">Measures how long this worker waits for the others; null for the system's.</param>
    public ProcessGroup(int batch, BatchStatistics statistics = BatchStatistics.Global, TimeProvider? time = null)
    {
        (Batch, _statistics, _gradients) = (batch, statistics, _collective);
        (_clock, _traffic) = (new WaitClock(time ?? TimeProvider.System), new TrafficMeter(time ?? TimeProvider.System));
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

    /// <summary>The training step, for messages.</summary>
    public long Step { get; set; }

    /// <summary>
    /// Timeout of one collective operation, including the wait for the slowest worker. Default 60 s; derive it from the measured step time.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Whether gradients are all-reduced while the backward pass computes the others (default), or all together after it. It changes no
    /// result on one machine.
    /// </summary>
    public bool OverlapsBackward { get; init; } = true;

    /// <summary>The operation that this worker waits in, and for how long; empty while it computes. Thread-safe.</summary>
    public string Waiting => _clock.Waiting;

    /// <summary>Time spent waiting for the others so far.</summary>
    public TimeSpan Waited => _clock.Waited;

    /// <summary>What has been all-reduced since the last call.</summary>
    public Traffic TakeTraffic() => _traffic.Take();

    /// <summary>Reduces the statistics of the discriminators' batch norms; null where each worker uses its own.</summary>
    public IBatchReduction? BatchReduction => _statistics == BatchStatistics.Global ? this : null;

    /// <summary>The mean over the global batch, differentiable.</summary>
    public GlobalMean Mean { get; }

    /// <summary>Makes this worker a rank of <paramref name="collective"/>, which the caller owns.</summary>
    /// <param name="collective">The workers. Its buffers live where the networks do.</param>
    /// <param name="gradients">
    /// A second collective of the same ranks for the gradients alone. A collective runs one operation at a time, so without it the
    /// statistics of the next discriminator wait for the gradients of the previous one.
    /// </param>
    /// <exception cref="UsageException">There are more workers than samples, or too few samples for statistics of each worker's
    ///     own.</exception>
    /// <exception cref="ArgumentException">The two collectives differ in rank or size.</exception>
    public void Enter(ICollective collective, ICollective? gradients = null)
    {
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

    /// <summary>Makes this worker the only one, with the whole batch.</summary>
    public void Leave() => Enter(new LocalCollective());

    /// <summary>Backward pass of this worker's part of the global loss: adds to the gradients of the graph's leaves.</summary>
    /// <param name="localLoss">The mean over this worker's samples, a scalar.</param>
    /// <exception cref="CollectiveException">An all-reduce in the backward pass failed.</exception>
    public void Backward(Tensor localLoss)
    {
        if (Size == 1)
        {
            RunBackward(() => localLoss.backward());
            return;
        }

        using var part = localLoss * Weight;
        RunBackward(() => part.backward());
    }

    /// <summary>Runs a backward pass whose graph may hold all-reduces.</summary>
    /// <exception cref="CollectiveException">One of them failed.</exception>
    /// <remarks>Exceptions of custom functions in the graph are thrown too (<see cref="BackwardFailure"/>).</remarks>
    internal void RunBackward(Action pass)
    {
        // TorchSharp ends the process when a backward function throws: a failed all-reduce is thrown after the pass.
        BackwardFailure.Forget();
        var outer = _inBackward;
        _inBackward = true;
        try
        {
            pass();
        }
        finally
        {
            _inBackward = outer;
        }

        if (_failure is not null)
            ExceptionDispatchInfo.Throw(_failure);

        BackwardFailure.ThrowIfAny();
    }

    /// <inheritdoc/>
    /// <exception cref="CollectiveException">
    /// A worker was lost; the content of <paramref name="values"/> is undefined. In a backward pass <see cref="RunBackward"/> throws it.
    /// </exception>
    public void AllReduce(Tensor values)
    {
        try
        {
            Wait(AllReduceAsync(_collective, values, Statistics), Statistics);
        }
        catch (CollectiveException failure)
        {
            _failure = failure;
            if (!_inBackward)
                throw;
        }
    }

    /// <summary>Replaces each value by its sum over the workers; no operation for a single worker.</summary>
    /// <param name="values">As many on every worker.</param>
    /// <param name="device">Where the collective's buffers live.</param>
    /// <exception cref="CollectiveException">A worker was lost.</exception>
    public void AllReduce(Span<double> values, Device device)
    {
        if (Size > 1)
        {
            using var scope = NewDisposeScope();
            var sums = tensor(values.ToArray()).to(device);
            AllReduce(sums);
            sums.cpu().data<double>().ToArray().CopyTo(values);
        }
    }

    /// <summary>Starts an all-reduce of gradients.</summary>
    /// <param name="gradients">A contiguous tensor, which must live until the task has completed.</param>
    /// <param name="name">Name of the operation, for messages.</param>
    public Task AllReduceGradientsAsync(Tensor gradients, string name) => AllReduceAsync(_gradients, gradients, name);

    /// <summary>Replaces values by those of one worker.</summary>
    /// <exception cref="CollectiveException">A worker was lost; the content of <paramref name="values"/> is undefined.</exception>
    public void Broadcast(Tensor values, int root, string name) =>
        Wait(_collective.BroadcastAsync(
            TensorAddress.Of(values), values.numel() * values.element_size(), ElementType.Byte, root, Operation(name)), name);

    /// <inheritdoc cref="Broadcast(Tensor, int, string)"/>
    public void Broadcast(long[] values, Device device, int root, string name)
    {
        using var scope = NewDisposeScope();
        var shared = tensor(values).to(device);
        Broadcast(shared, root, name);
        shared.cpu().data<long>().ToArray().CopyTo(values, 0);
    }

    /// <summary>Waits for an operation in flight.</summary>
    /// <exception cref="CollectiveException">It failed.</exception>
    public void Wait(Task operation, string name) => _clock.Wait(operation, name, Step);

    private Task AllReduceAsync(ICollective collective, Tensor values, string name) => (Size, _failure) switch
    {
        (1, _) => Task.CompletedTask,
        // After a failure nothing is all-reduced until the next Enter.
        (_, { } failure) => Task.FromException(failure),
        _ => _traffic.Count(
            collective.AllReduceSumAsync(TensorAddress.Of(values), values.numel(), TensorAddress.ElementOf(values), Operation(name)),
            values.numel() * values.element_size()),
    };

    private Operation Operation(string name) => new(name, Step, Timeout);

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
