using JsiGan.Storage.Checkpoints;

namespace JsiGan.Storage.Tests.Checkpoints;

public sealed class RetentionTests
{
    [Fact]
    public void The_last_the_best_and_the_pinned_stay()
    {
        StoredCheckpoint[] all = [Make(1, 30), Make(2, 35), Make(3, 32, pinned: true), Make(4, 34), Make(5, null), Make(6, 31)];
        Assert.Equal([4L, 1L], new Retention(KeepLast: 2, KeepBest: 1).ToPrune(all).Select(each => each.Id));
        Assert.Equal([1L], new Retention(KeepLast: 2, KeepBest: 2).ToPrune(all).Select(each => each.Id));
        Assert.Equal([5L, 4L, 2L], new Retention(KeepLast: 1, KeepBest: 1, HigherIsBetter: false).ToPrune(all).Select(each => each.Id));
    }

    [Fact]
    public void Of_equally_good_ones_the_newer_stays_and_the_newest_always_does()
    {
        StoredCheckpoint[] all = [Make(1, 30), Make(2, 30), Make(3, 20)];
        Assert.Equal([1L], new Retention(KeepLast: 0, KeepBest: 1).ToPrune(all).Select(each => each.Id));
    }

    private static StoredCheckpoint Make(long step, double? psnr, bool pinned = false) =>
        new(step, 1, "tiny", Samples.Of(step, psnr).Description, 0, pinned, DateTime.UnixEpoch);
}
