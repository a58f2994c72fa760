using TorchSharp;

namespace JsiGan.Models.Simd;

/// <summary>Spreads independent units of work over as many threads as the tensor library is allowed.</summary>
internal static class Workers
{
    /// <summary>Ranges per thread, so that a thread which starts late takes fewer.</summary>
    private const int RangesPerThread = 4;

    /// <summary>
    /// Calls <paramref name="range"/>(first, end) for consecutive ranges that together cover 0..<paramref name="units"/>. Units write to
    /// disjoint places, so the result has the same bits whatever the number of threads.
    /// </summary>
    public static void Share(int units, Action<int, int> range)
    {
        var threads = torch.get_num_threads();
        var shares = Math.Min(threads * RangesPerThread, units);
        if (threads <= 1 || shares <= 1)
        {
            range(0, units);
            return;
        }

        var taken = 0;
        OpenMp.Run(Math.Min(threads, shares), () =>
        {
            for (var share = Interlocked.Increment(ref taken) - 1; share < shares; share = Interlocked.Increment(ref taken) - 1)
                range((int)((long)units * share / shares), (int)((long)units * (share + 1) / shares));
        });
    }
}
