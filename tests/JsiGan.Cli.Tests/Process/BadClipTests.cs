namespace JsiGan.Cli.Tests.Process;

/// <summary>Unusable clips are refused with found and expected values, and nothing is written.</summary>
public sealed class BadClipTests(TinyClips clips) : IClassFixture<TinyClips>, IDisposable
{
    private readonly TinyRun _run = new();

    public void Dispose()
    {
        Assert.Empty(_run.Left());
        _run.Dispose();
    }

    [Fact]
    public void A_missing_clip_is_refused_with_its_path() => Refused(_run.File("gone.mp4"), clips.Sdr, "gone.mp4", "does not exist");

    [Fact]
    public void A_truncated_clip_is_refused() => Refused(clips.Truncated, clips.Sdr, clips.Truncated, "truncated");

    [Fact]
    public void A_clip_without_PQ_and_BT2020_tags_is_refused_with_the_tags_found_and_expected() =>
        Refused(clips.Untagged, clips.Sdr, clips.Untagged, "transfer unknown", "smpte2084", "bt2020nc");

    [Fact]
    public void A_counterpart_of_another_length_is_refused_with_both_frame_counts() =>
        Refused(clips.Hdr, clips.LongSdr, "6 frames", "has 4");

    [Fact]
    public void An_HDR_clip_as_counterpart_is_refused() => Refused(clips.Hdr, clips.Hdr, "smpte2084", "bt709");

    private void Refused(string hdr, string sdr, params string[] words)
    {
        _run.Write($"""
            name: tiny
            batch: 2
            data: {"{"} hdr: "{hdr}", sdr: "{sdr}" {"}"}
            patch: {"{"} low-size: 16 {"}"}
            stage1: {"{"} epochs: 1, patches-per-epoch: 4, schedule: constant {"}"}
            stage2: {"{"} epochs: 1, patches-per-epoch: 4, schedule: constant {"}"}
            validation: {"{"} crops: 1, crop-size: 24 {"}"}
            """);
        _run.Train().IsRefused(2, words);
    }
}
