using JsiGan.Imaging.Color;
using JsiGan.Imaging.Frames;
using JsiGan.Imaging.Preview;
using JsiGan.Testing.Clips;

namespace JsiGan.Imaging.Tests.Frames;

public sealed class WriterTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Theory]
    [InlineData("out.mp4")]
    [InlineData("out.mkv")]
    public void The_sources_mastering_metadata_is_kept(string name)
    {
        var source = ClipProbe.Read(MadeClips.Hdr(_folder.File("source.mp4"))).Mastering!;
        using (var writer = ClipWriter.CreateHdr10(_folder.File(name), 160, 96, SmallClips.Rate, source))
        {
            writer.Write(SmallClips.HdrFrame(0));
            writer.Complete();
        }

        var written = ClipProbe.Read(_folder.File(name));
        Assert.Equal(source, written.Mastering);
        Assert.Equal(new ColourTags("tv", "bt2020", "smpte2084", "bt2020nc"), written.Colour);
        Assert.Equal(10, written.BitDepth);
    }

    [Fact]
    public void Y4M_holds_the_very_codes()
    {
        using (var writer = ClipWriter.CreateY4m(_folder.File("out.y4m"), 160, 96, SmallClips.Rate))
        {
            writer.Write(SmallClips.HdrFrame(0));
            writer.Write(SmallClips.HdrFrame(1));
            writer.Complete();
        }

        var frames = MadeClips.Frames<ushort>(_folder.File("out.y4m"), "null", 3 * 160 * 96);
        Assert.Equal([SmallClips.HdrFrame(0).Samples, SmallClips.HdrFrame(1).Samples], frames);
    }

    [Fact]
    public void An_SDR_preview_shows_the_light_of_the_HDR_frame()
    {
        var grey = new Frame<ushort>(160, 96);
        grey.Plane(0).Fill((ushort)QuantizationRange.Limited10.EncodeLuma(Pq.Encode(100)));
        grey.Plane(1).Fill(512);
        grey.Plane(2).Fill(512);
        using (var preview = new SdrPreviewWriter(
            ClipWriter.CreateSdr(_folder.File("preview.mp4"), 160, 96, SmallClips.Rate, quality: 0), ToneMaps.Create("hable", 1000)))
        {
            preview.Write(grey);
            preview.Complete();
        }

        var info = ClipProbe.Read(_folder.File("preview.mp4"));
        Assert.Equal(("bt709", 8), (info.Matrix, info.BitDepth));
        using var reader = ClipReader.OpenSdr(info);
        var frame = new Frame<byte>(160, 96);
        Assert.True(reader.TryRead(frame));
        var expected = QuantizationRange.Limited8.EncodeLuma(Bt709.Oetf(Hable.Map(1, 10)));
        Assert.All(frame.Plane(0).ToArray(), code => Assert.InRange(code - expected, -1, 1));
    }

    public void Dispose() => _folder.Dispose();
}
