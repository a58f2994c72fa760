using System.Runtime.InteropServices;
using System.Text;
using JsiGan.Data.Ingest;
using JsiGan.Data.Ingest.Pictures;
using JsiGan.Data.Ingest.Sources;
using JsiGan.Data.Store;
using JsiGan.Imaging.Color;
using JsiGan.Imaging.Frames;
using JsiGan.Testing.Clips;

namespace JsiGan.Data.Tests.Ingest;

public sealed class PictureIngestTests : IDisposable
{
    private const int Width = 96;
    private const int Height = 64;

    private readonly TestFolder _folder = new();

    [Theory]
    [InlineData("png", "rgb48be")]
    [InlineData("tiff", "rgb48le")]
    public void A_16_bit_picture_is_PQ_BT2020_and_its_counterpart_BT709(string kind, string format)
    {
        var hdr = Raw("hdr", kind, format, Fill((x, y, c) => (ushort)(9000 + (x * 400) + (y * 90) + (c * 2500))));
        var sdr = Raw("sdr", "png", "rgb24", Fill((x, y, c) => (ushort)((40 + x + y + (c * 13)) * 256)));
        using var store = Ingest(new IngestItem(hdr, sdr, "a"));
        var range = QuantizationRange.Limited10;
        RequireHigh(store, (x, y) =>
        {
            double Signal(int c) => (9000 + (x * 400) + (y * 90) + (c * 2500)) / 65535.0;
            var (luma, cb, cr) = Bt2020.Matrix.FromRgb(Signal(0), Signal(1), Signal(2));
            return [range.EncodeLuma(luma), range.EncodeChroma(cb), range.EncodeChroma(cr)];
        });
        var low = new byte[3];
        store.ReadLow(0, 10, 10, 1, 1, low);
        // A ramp shrinks to itself: 20.5 + 20.5 at the middle of the four pixels.
        var (l, b, r) = Bt709.Matrix.FromRgb(81 / 255.0, 94 / 255.0, 107 / 255.0);
        Assert.InRange(low[0] - QuantizationRange.Limited8.EncodeLuma(l), -1, 1);
        Assert.InRange(low[1] - QuantizationRange.Limited8.EncodeChroma(b), -1, 1);
        Assert.InRange(low[2] - QuantizationRange.Limited8.EncodeChroma(r), -1, 1);
    }

    [Theory]
    [InlineData("exr")]
    [InlineData("hdr")]
    public void A_linear_picture_is_mastered_to_the_stated_white_and_peak(string kind)
    {
        // Powers of two, which RGBE and half floats hold exactly: up to 8 times white.
        float Light(int x, int y, int c) => MathF.ScaleB(1, (x / 12) - 4 - c + (y / 40));
        var path = _folder.File("light." + kind);
        if (kind == "hdr")
            File.WriteAllBytes(path, Radiance(Light));
        else
            Raw("light", kind, "gbrpf32le", Planes(Light));

        using var store = Ingest(new IngestItem(path, null, "a"), new IngestOptions
        {
            WhiteNits = 200, PeakNits = 1000,
            ToneMap = "reinhard"
        });
        Assert.Equal(("linear picture", "reinhard"), (store.Clips[0].Kind, store.Clips[0].ToneMapping));
        RequireHigh(store, (x, y) =>
        {
            var (r, g, b) = Primaries.Bt709ToBt2020.Apply(Light(x, y, 0) * 200, Light(x, y, 1) * 200, Light(x, y, 2) * 200);
            var fit = Math.Min(1, 1000 / Math.Max(r, Math.Max(g, b)));
            var (luma, cb, cr) = Bt2020.Matrix.FromRgb(Pq.Encode(r * fit), Pq.Encode(g * fit), Pq.Encode(b * fit));
            var range = QuantizationRange.Limited10;
            return [range.EncodeLuma(luma), range.EncodeChroma(cb), range.EncodeChroma(cr)];
        });
    }

    [Fact]
    public void Every_nth_picture_is_held_out()
    {
        var items = Enumerable.Range(0, 5).Select(i =>
            new IngestItem(Raw($"p{i}", "png", "rgb48be", Fill((x, y, c) => (ushort)(20000 + x + y + i))), null, $"p{i}"));
        StoreIngest.Run(_folder.File("store"), [.. items], new IngestOptions { Split = new SplitRule(SplitKind.HoldOutEvery, 3) }, null,
            default);
        using var store = FrameStore.Open(_folder.File("store"));
        Assert.Equal([2], store.Split.Validation);
    }

    [Fact]
    public void Invalid_pictures_are_refused()
    {
        Refused(new(Raw("eight", "png", "rgb24", Fill((x, y, c) => 300)), null, "a"), "8 bits a sample (rgb24)");
        var hdr = Raw("hdr", "png", "rgb48be", Fill((x, y, c) => 300));
        Refused(new(hdr, Raw("small", "png", "rgb24", new ushort[3 * 32 * 32], 32, 32), "a"), "32x32", "96x64");
        File.WriteAllText(_folder.File("text.hdr"), "#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n+X 5 -Y 7\n");
        Refused(new(_folder.File("text.hdr"), null, "a"), "-Y rows +X columns");
        File.WriteAllBytes(_folder.File("cut.hdr"), Radiance((x, y, c) => 1)[..500]);
        Refused(new(_folder.File("cut.hdr"), null, "a"), "cut.hdr is not a complete Radiance file");
        Refused(new(_folder.File("gone.exr"), null, "a"), "does not exist");
    }

    [Fact]
    public void Run_length_coded_rows_are_read()
    {
        // A row of 16 pixels: red a run, green dumped, blue two runs, exponent a run of 128 + 1: 1.0 is mantissa 128.
        byte[] row =
        [
            2, 2, 0, 16, 128 + 16, 128, 16, .. Enumerable.Range(0, 16).Select(i => (byte)(8 * i)), 128 + 4, 64, 128 + 12, 32, 128 + 16, 129,
        ];
        var picture = RadianceReader.Parse([.. Encoding.ASCII.GetBytes("#?RGBE\nFORMAT=32-bit_rle_rgbe\n\n-Y 2 +X "
            + "16\n"), .. row, .. row], "made");
        Assert.Equal((1f, 0.0625f, 0.5f), (picture.Row(0, 1)[5], picture.Row(1, 1)[1], picture.Row(2, 0)[3]));
        Assert.Equal(0.25f, picture.Row(2, 1)[4]);
    }

    [Fact]
    public void A_PNG_of_an_HDR_frame_is_ingested_as_that_frame()
    {
        var frame = SmallClips.HdrFrame(2);
        HdrPicture.WritePng(_folder.File("frame.png"), frame);
        StoreIngest.Run(_folder.File("store"), [new(_folder.File("frame.png"), null, "frame")], new IngestOptions(), null, default);
        using var store = FrameStore.Open(_folder.File("store"));
        var codes = new ushort[frame.Samples.Length];
        store.ReadHigh(0, 0, 0, 160, 96, codes);
        Assert.All(frame.Samples.Zip(codes), pair => Assert.InRange(pair.First - pair.Second, -1, 1));
    }

    public void Dispose() => _folder.Dispose();

    private static ushort[] Fill(Func<int, int, int, ushort> code) =>
        [.. from y in Enumerable.Range(0, Height) from x in Enumerable.Range(0, Width) from c in Enumerable.Range(0, 3) select code(x, y,
            c)];

    private static float[] Planes(Func<int, int, int, float> light) =>
        [.. from c in (int[])[1, 2, 0] from y in Enumerable.Range(0, Height) from x in Enumerable.Range(0, Width) select light(x, y, c)];

    private static byte[] Radiance(Func<int, int, int, float> light)
    {
        var bytes = new List<byte>(Encoding.ASCII.GetBytes($"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\nEXPOSURE=1\n\n-Y {Height} +X {Width}\n"));
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var exponent = Math.ILogB(Math.Max(light(x, y, 0), Math.Max(light(x, y, 1), light(x, y, 2)))) + 1;
                bytes.AddRange(Enumerable.Range(0, 3).Select(c => (byte)MathF.ScaleB(light(x, y, c), 8 - exponent)));
                bytes.Add((byte)(exponent + 128));
            }
        }

        return [.. bytes];
    }

    private static void RequireHigh(FrameStore store, Func<int, int, int[]> expected)
    {
        var codes = new ushort[3 * Width * Height];
        store.ReadHigh(0, 0, 0, Width, Height, codes);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var right = expected(x, y);
                for (var c = 0; c < 3; c++)
                    Assert.InRange(codes[(((c * Height) + y) * Width) + x] - right[c], -1, 1);
            }
        }
    }

    /// <summary>Has ffmpeg write a picture of interleaved 16-bit codes, or of float planes.</summary>
    private string Raw<T>(string name, string kind, string format, T[] samples, int width = Width, int height = Height)
        where T : unmanaged
    {
        var raw = _folder.File(name + ".raw");
        File.WriteAllBytes(raw, MemoryMarshal.AsBytes(samples.AsSpan()).ToArray());
        var input = typeof(T) == typeof(float) ? "gbrpf32le" : "rgb48le";
        return SmallClips.Ffmpeg(
            _folder.File($"{name}.{kind}"), "-f", "rawvideo", "-pix_fmt", input, "-s", $"{width}x{height}", "-i", raw, "-frames:v", "1",
            "-pix_fmt", format);
    }

    private FrameStore Ingest(IngestItem item, IngestOptions? options = null)
    {
        StoreIngest.Run(_folder.File("store"), [item], options ?? new IngestOptions(), null, default);
        return FrameStore.Open(_folder.File("store"));
    }

    private void Refused(IngestItem item, params string[] words)
    {
        var fault = Assert.Throws<FailureException>(() => Ingest(item).Dispose());
        Assert.All(words, word => Assert.Contains(word, fault.Message));
        Assert.False(Directory.Exists(_folder.File("store")));
    }
}
