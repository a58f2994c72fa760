namespace JsiGan.Storage.Checkpoints;

/// <summary>Which checkpoints of a run are kept besides the pinned ones.</summary>
/// <param name="KeepLast">Number of newest ones. Default 3, at least 1.</param>
/// <param name="KeepBest">Number of best ones by <paramref name="Metric"/>. Default 1.</param>
/// <param name="Metric">A key of <see cref="CheckpointDescription.Scores"/>. Default psnr.</param>
/// <param name="HigherIsBetter">Whether a greater value is better. Default true.</param>
public sealed record Retention(int KeepLast = 3, int KeepBest = 1, string Metric = "psnr", bool HigherIsBetter = true)
{
    /// <summary>The checkpoints of one run that are not kept.</summary>
    public IReadOnlyList<StoredCheckpoint> ToPrune(IReadOnlyList<StoredCheckpoint> ofOneRun)
    {
        var newestFirst = ofOneRun.OrderByDescending(each => (each.Description.Step, each.Description.Phase)).ToList();
        var last = newestFirst.Take(Math.Max(1, KeepLast));
        // Ties go to the newer one.
        var best = newestFirst.Where(each => each.Description.Scores.ContainsKey(Metric))
            .OrderByDescending(each => each.Description.Scores[Metric] * (HigherIsBetter ? 1 : -1)).Take(KeepBest);
        var kept = last.Concat(best).Select(each => each.Id).ToHashSet();
        return [.. newestFirst.Where(each => !each.Pinned && !kept.Contains(each.Id))];
    }
}
