using JsiGan.Imaging.Frames;
using JsiGan.Testing.Clips;

namespace JsiGan.Imaging.Tests.Frames;

public sealed class ClipTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public void An_HDR10_clip_carries_its_tags_and_mastering_metadata()
    {
        var info = ClipProbe.Read(SmallClips.Hdr(_folder.File("a: b.mp4")));
        Assert.Equal(
            new ClipInfo(
                info.Path, 160, 96, 5, SmallClips.Rate, "yuv420p10le", 10, "tv", "bt2020", "smpte2084", "bt2020nc",
                MasteringDisplay.P3(1000, 1000, 400))
            { IsEven = true },
            info);
        Assert.Equal(["a: b.mp4"], _folder.Names());
    }

    [Fact]
    public void An_SDR_clip_carries_its_tags()
    {
        var info = ClipProbe.Read(SmallClips.Sdr(_folder.File("sdr.mkv")));
        Assert.Equal(
            new ClipInfo(info.Path, 160, 96, 5, SmallClips.Rate, "yuv420p", 8, "tv", "bt709", "bt709", "bt709", null) { IsEven = true },
            info);
    }

    [Fact]
    public void Frames_come_back_as_they_were_written()
    {
        using var hdr = ClipReader.OpenHdr(ClipProbe.Read(SmallClips.Hdr(_folder.File("hdr.mp4"))));
        using var sdr = ClipReader.OpenSdr(ClipProbe.Read(SmallClips.Sdr(_folder.File("sdr.mp4"))));
        var (high, low) = (new Frame<ushort>(160, 96), new Frame<byte>(160, 96));
        for (var t = 0; t < 5; t++)
        {
            Assert.True(hdr.TryRead(high));
            Assert.True(sdr.TryRead(low));
            Assert.InRange(MeanDifference(high.Samples, SmallClips.HdrFrame(t).Samples, Convert.ToDouble), 0, 1.5);
            Assert.InRange(MeanDifference(low.Samples, SmallClips.SdrFrame(t).Samples, Convert.ToDouble), 0, 0.6);
        }

        Assert.False(hdr.TryRead(high));
        Assert.False(sdr.TryRead(low));
    }

    [Fact]
    public void A_full_range_clip_is_read_as_limited_codes()
    {
        var clip = SmallClips.Ffmpeg(
            _folder.File("full.mkv"),
            "-f", "lavfi", "-i", "color=white:s=64x64:r=24:d=0.1,format=yuv420p,zscale=rin=limited:r=full,format=yuv420p",
            "-color_range", "pc", "-c:v", "libx264", "-qp", "0");
        var info = ClipProbe.Read(clip);
        Assert.Equal("pc", info.Range);
        using var reader = ClipReader.OpenSdr(info);
        var frame = new Frame<byte>(64, 64);
        Assert.True(reader.TryRead(frame));
        Assert.All(frame.Plane(0).ToArray(), code => Assert.InRange(code, 234, 236));
    }

    [Fact]
    public void Disposing_a_reader_early_ends_its_decoder()
    {
        var reader = ClipReader.OpenHdr(ClipProbe.Read(SmallClips.Hdr(_folder.File("hdr.mp4"), frames: 40)));
        var decoder = reader.ProcessId;
        Assert.True(reader.TryRead(new Frame<ushort>(160, 96)));
        reader.Dispose();
        Assert.False(Directory.Exists($"/proc/{decoder}"), $"ffmpeg still has the process {decoder}.");
    }

    [Fact]
    public void A_frame_of_another_size_is_refused_with_both_sizes()
    {
        using var reader = ClipReader.OpenSdr(ClipProbe.Read(SmallClips.Sdr(_folder.File("sdr.mp4"))));
        var fault = Assert.Throws<ArgumentException>(() => reader.TryRead(new Frame<byte>(80, 96)));
        Assert.Contains("160x96", fault.Message);
        Assert.Contains("80x96", fault.Message);
    }

    public void Dispose() => _folder.Dispose();

    private static double MeanDifference<T>(T[] actual, T[] expected, Func<T, double> number) =>
        actual.Zip(expected, (a, b) => Math.Abs(number(a) - number(b))).Average();
}
