namespace JsiGan.Core;

/// <summary>
/// Which samples of a global batch each rank takes: consecutive ranges in rank order, as even as can be (the first ranks take one more).
/// The global batch does not depend on the number of ranks, and neither does the order of its samples.
/// </summary>
public static class ShardPlan
{
    /// <summary>The range of the batch that <paramref name="rank"/> of <paramref name="size"/> takes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rank is not one of the ranks, or there are more ranks than samples.</exception>
    public static (int First, int Count) Of(int batch, int rank, int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rank);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rank, size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, batch);
        var (share, rest) = (batch / size, batch % size);
        return ((rank * share) + Math.Min(rank, rest), share + (rank < rest ? 1 : 0));
    }

    /// <summary>Position in the epoch-spanning sample order of the first sample that <paramref name="rank"/> reads in a step.</summary>
    public static long FirstSample(long step, int batch, int rank, int size) => (step * batch) + Of(batch, rank, size).First;
}
