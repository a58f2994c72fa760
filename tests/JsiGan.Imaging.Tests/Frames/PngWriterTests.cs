using JsiGan.Core.Files;
using JsiGan.Imaging.Frames;

namespace JsiGan.Imaging.Tests.Frames;

public sealed class PngWriterTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public void Eight_bit_pixels_survive()
    {
        byte[] pixels = [255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30, 40, 50, 60, 250, 251, 252];
        PngWriter.Write(_folder.File("a.png"), Png.Encode(3, 2, pixels));
        Assert.Equal(pixels, Decode("a.png", "rgb24"));
        Assert.Equal(["a.png"], _folder.Names());
    }

    [Fact]
    public void Sixteen_bit_pixels_survive()
    {
        ushort[] pixels = [65535, 1, 2, 3000, 40000, 513];
        PngWriter.Write(_folder.File("b.png"), Png.EncodePq(2, 1, pixels));
        Assert.Equal(pixels, Decode("b.png", "rgb48le").Chunk(2).Select(pair => (ushort)(pair[0] | (pair[1] << 8))));
    }

    [Fact]
    public void A_picture_in_PQ_says_so_to_browsers()
    {
        var png = Png.EncodePq(1, 1, [0, 0, 0]);
        // Length 4, cICP, then primaries 9 (BT.2020), transfer 16 (PQ), matrix 0 (R'G'B'), full range.
        byte[] chunk = [0, 0, 0, 4, (byte)'c', (byte)'I', (byte)'C', (byte)'P', 9, 16, 0, 1];
        Assert.True(png.AsSpan().IndexOf(chunk) > 0);
        Assert.True(Png.Encode(1, 1, [0, 0, 0]).AsSpan().IndexOf("cICP"u8) < 0);
    }

    [Fact]
    public void Another_number_of_pixels_is_refused_with_both() => Assert.Contains(
        "18 bytes, but 17", Assert.Throws<ArgumentException>(() => Png.Encode(3, 2, new byte[17])).Message);

    [Fact]
    public void A_full_disk_is_reported_and_leaves_nothing()
    {
        File.CreateSymbolicLink(AtomicFile.TemporaryNameOf(_folder.File("d.png")), "/dev/full");
        var fault = Assert.Throws<FailureException>(() => PngWriter.Write(_folder.File("d.png"), Png.Encode(2, 2, new byte[12])));
        Assert.Contains("The disk is full", fault.Message);
        Assert.Empty(_folder.Names());
    }

    public void Dispose() => _folder.Dispose();

    private byte[] Decode(string name, string format)
    {
        using var process = PipedProcess.Start(
            "ffmpeg", ["-v", "error", "-i", _folder.File(name), "-f", "rawvideo", "-pix_fmt", format, "pipe:1"]);
        using var bytes = new MemoryStream();
        process.Output.CopyTo(bytes);
        Assert.Equal(0, process.WaitForExit());
        return bytes.ToArray();
    }
}
