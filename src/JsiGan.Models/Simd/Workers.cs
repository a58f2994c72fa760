using TorchSharp;

namespace JsiGan.Models.Simd;

/// <summary>Spreads independent units of work over as many threads as the tensor library is allowed.</summary>
internal static class Workers
{
    /// <summary>
    /// Calls <paramref name="range"/>(first, end) for consecutive ranges that together cover 0..<paramref name="units"/>. Units write to
    /// disjoint places, so the result has the same bits whatever the number of threads.
    /// </summary>
    public static void Share(int units, Action<int, int> range)
    {
        int shares = Math.Min(Math.Max(1, torch.get_num_threads()), units);
        if (shares <= 1)
        {
            range(0, units);
            return;
        }

        Parallel.For(
            0,
            shares,
            new ParallelOptions { MaxDegreeOfParallelism = shares },
            share => range((int)((long)units * share / shares), (int)((long)units * (share + 1) / shares)));
    }
}
