using System.Runtime.ExceptionServices;

namespace JsiGan.Models.Tests;

/// <summary>Workers that share a batch, as threads with all-reduce in memory.</summary>
internal sealed class ThreadReduction : IBatchReduction
{
    private readonly Tensor?[] _values;
    private readonly Barrier _barrier;

    private ThreadReduction(int rank, Tensor?[] values, Barrier barrier) => (Rank, _values, _barrier) = (rank, values, barrier);

    public int Rank { get; }

    public int Size => _values.Length;

    public void AllReduce(Tensor values)
    {
        using var own = values.clone();
        _values[Rank] = own;
        _barrier.SignalAndWait();
        values.zero_();
        foreach (var part in _values)
            values.add_(part!);

        _barrier.SignalAndWait();
    }

    /// <summary>Runs the action on all workers concurrently; a failure on one ends the test instead of leaving the others
    /// waiting.</summary>
    public static void Run(int size, Action<ThreadReduction> action)
    {
        using var barrier = new Barrier(size);
        var values = new Tensor?[size];
        ExceptionDispatchInfo? failure = null;
        var threads = Enumerable.Range(0, size).Select(rank => new Thread(() =>
        {
            try
            {
                action(new ThreadReduction(rank, values, barrier));
            }
            catch (Exception fault)
            {
                failure ??= ExceptionDispatchInfo.Capture(fault);
                barrier.RemoveParticipant();
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        failure?.Throw();
    }
}
