using JsiGan.Imaging.Frames;

namespace JsiGan.Imaging.Tests.Frames;

public sealed class PngWriterTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public void Eight_bit_pixels_survive()
    {
        byte[] pixels = [255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30, 40, 50, 60, 250, 251, 252];
        PngWriter.Write(_folder.File("a.png"), 3, 2, pixels);
        Assert.Equal(pixels, Decode("a.png", "rgb24"));
        Assert.Equal(["a.png"], _folder.Names());
    }

    [Fact]
    public void Sixteen_bit_pixels_survive()
    {
        ushort[] pixels = [65535, 1, 2, 3000, 40000, 513];
        PngWriter.Write(_folder.File("b.png"), 2, 1, pixels);
        Assert.Equal(pixels, Decode("b.png", "rgb48le").Chunk(2).Select(pair => (ushort)(pair[0] | (pair[1] << 8))));
    }

    [Fact]
    public void Another_number_of_pixels_is_refused_with_both() =>
        Assert.Contains(
            "18 bytes, but 17", Assert.Throws<ArgumentException>(() => PngWriter.Write(_folder.File("c.png"), 3, 2, new byte[17])).Message);

    [Fact]
    public void A_full_disk_is_reported_and_leaves_nothing()
    {
        File.CreateSymbolicLink(_folder.File("d.png.part"), "/dev/full");
        var fault = Assert.Throws<FailureException>(() => PngWriter.Write(_folder.File("d.png"), 2, 2, new byte[12]));
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
