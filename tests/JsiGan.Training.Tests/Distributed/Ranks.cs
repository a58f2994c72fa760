using System.Runtime.ExceptionServices;
using JsiGan.Collectives;
using JsiGan.Training.Distributed;
using JsiGan.Training.Recipes;

namespace JsiGan.Training.Tests.Distributed;

/// <summary>The workers of one batch as threads of this process, connected as processes would be.</summary>
internal static class Ranks
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs the same on every rank at once and returns what each gives; the first failure ends all of them.</summary>
    /// <param name="size">Number of workers.</param>
    /// <param name="batch">Patches of the global batch.</param>
    /// <param name="statistics">Of the discriminators.</param>
    /// <param name="work">What each does.</param>
    /// <param name="mayFail">Ranks whose failure is what the test is about: it is told to the others and no more.</param>
    /// <param name="overlapsBackward">Whether gradients are summed beside the backward pass.</param>
    /// <param name="wrap">What a rank uses in place of its collectives.</param>
    public static IReadOnlyList<T> Run<T>(int size, int batch, BatchStatistics statistics, Func<ProcessGroup, T> work,
        Func<int, bool>? mayFail = null, bool overlapsBackward = true, Func<int, ICollective, ICollective>? wrap = null)
    {
        using var first = World.Connect(size);
        using var second = World.Connect(size);
        var results = new T[size];
        ExceptionDispatchInfo? failure = null;
        var threads = Enumerable.Range(0, size).Select(rank => new Thread(() =>
        {
            try
            {
                var workers = new ProcessGroup(batch, statistics) { Timeout = Patience, OverlapsBackward = overlapsBackward };
                workers.Enter(wrap?.Invoke(rank, first[rank]) ?? first[rank], wrap?.Invoke(rank, second[rank]) ?? second[rank]);
                results[rank] = work(workers);
            }
            catch (Exception fault)
            {
                if (mayFail?.Invoke(rank) != true)
                    Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(fault), null);

                first[rank].Abort(fault.Message);
                second[rank].Abort(fault.Message);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        failure?.Throw();
        return results;
    }
}
