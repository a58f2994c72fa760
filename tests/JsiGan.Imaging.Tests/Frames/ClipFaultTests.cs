using JsiGan.Imaging.Frames;
using JsiGan.Testing.Clips;

namespace JsiGan.Imaging.Tests.Frames;

public sealed class ClipFaultTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public void A_missing_clip_is_named()
    {
        var fault = Assert.Throws<UsageException>(() => ClipProbe.Read(_folder.File("none.mp4")));
        Assert.Equal($"The clip {_folder.File("none.mp4")} does not exist: give the path of a video file.", fault.Message);
    }

    [Fact]
    public void A_truncated_clip_is_refused_with_both_frame_counts()
    {
        var clip = SmallClips.Hdr(_folder.File("hdr.mp4"), frames: 12);
        CutTo(clip, 0.75);
        var fault = Assert.Throws<UsageException>(() => ClipProbe.Read(clip));
        Assert.Matches($"The clip {clip} is truncated: it declares 12 frames, but only [0-9]+ can be read whole", fault.Message);
    }

    [Fact]
    public void A_clip_whose_last_frame_alone_is_cut_is_refused_too()
    {
        var clip = SmallClips.Sdr(_folder.File("sdr.mp4"), frames: 6);
        using (var file = File.OpenWrite(clip))
            file.SetLength(file.Length - 8);

        Assert.Contains("declares 6 frames, but only 5 can be read whole",
            Assert.Throws<UsageException>(() => ClipProbe.Read(clip)).Message);
    }

    [Fact]
    public void A_clip_cut_before_its_index_or_a_text_file_is_not_a_video()
    {
        var clip = SmallClips.Sdr(_folder.File("sdr.mp4"));
        CutTo(clip, 0.01);
        Assert.Contains("truncated or not a video", Assert.Throws<UsageException>(() => ClipProbe.Read(clip)).Message);
        File.WriteAllText(_folder.File("notes.txt"), "not a film");
        Assert.Throws<UsageException>(() => ClipProbe.Read(_folder.File("notes.txt")));
    }

    [Fact]
    public void A_clip_without_frames_is_refused()
    {
        var clip = SmallClips.Ffmpeg(
            _folder.File("empty.mkv"), "-f", "lavfi", "-i", "color=s=64x64:r=24", "-frames:v", "0", "-c:v", "libx264");
        Assert.Matches(
            "has 0 frames|cannot be read as a video|holds no video stream",
            Assert.Throws<UsageException>(() => ClipProbe.Read(clip)).Message);
    }

    [Fact]
    public void A_clip_that_ends_early_while_it_is_read_is_named_with_both_counts()
    {
        var info = ClipProbe.Read(SmallClips.Sdr(_folder.File("sdr.mp4"), frames: 3));
        using var reader = ClipReader.OpenSdr(info with { FrameCount = 5 });
        var frame = new Frame<byte>(160, 96);
        var fault = Assert.Throws<FailureException>(() =>
        {
            while (reader.TryRead(frame))
            {
            }
        });
        Assert.Contains("ended after 3 frames, but 5 were expected", fault.Message);
    }

    [Fact]
    public void A_missing_ffmpeg_names_the_package()
    {
        var fault = Assert.Throws<FailureException>(() => PipedProcess.Start("ffmpeg-of-another-machine", []));
        Assert.Contains("ffmpeg-of-another-machine", fault.Message);
        Assert.Contains("Debian's package ffmpeg", fault.Message);
    }

    [Fact]
    public void A_full_disk_under_a_clip_is_reported_and_leaves_nothing()
    {
        // /dev/full fails every write like a full disk; it stands in for the writer's temporary file.
        File.CreateSymbolicLink(_folder.File("hdr.part.mkv"), "/dev/full");
        var fault = Assert.Throws<FailureException>(() => SmallClips.Hdr(_folder.File("hdr.mkv"), frames: 30));
        Assert.Contains($"The disk is full: {_folder.File("hdr.mkv")} needs", fault.Message);
        Assert.Empty(_folder.Names());
    }

    [Fact]
    public void An_abandoned_writer_leaves_nothing()
    {
        using (var writer = ClipWriter.CreateSdr(_folder.File("sdr.mp4"), 160, 96, SmallClips.Rate))
            writer.Write(SmallClips.SdrFrame(0));

        Assert.Empty(_folder.Names());
    }

    [Fact]
    public void The_writer_reports_a_missing_folder()
    {
        var fault = Assert.Throws<FailureException>(() => SmallClips.Sdr(_folder.File("nowhere/sdr.mp4")));
        Assert.Contains("No such file or directory", fault.Message);
    }

    [Fact]
    public void An_odd_size_cannot_be_written() => Assert.Contains(
        "161x96", Assert.Throws<UsageException>(() => ClipWriter.CreateSdr(_folder.File("x.mp4"), 161, 96, SmallClips.Rate)).Message);

    public void Dispose() => _folder.Dispose();

    private static void CutTo(string path, double share)
    {
        using var file = File.OpenWrite(path);
        file.SetLength((long)(file.Length * share));
    }
}
