using System.Diagnostics;
using JsiGan.Testing;

namespace JsiGan.Cli.Tests.Process;

/// <summary>Small clips, good and bad, made once for all tests of a class.</summary>
public sealed class TinyClips : IDisposable
{
    private readonly TestFolder _folder = new();

    public TinyClips()
    {
        Synthesize("long", frames: 6);
        Synthesize("good", frames: 4);
        File.WriteAllBytes(Truncated, File.ReadAllBytes(Hdr)[..^(int)(new FileInfo(Hdr).Length / 2)]);
        Ffmpeg("-f", "lavfi", "-i", "testsrc2=s=128x128:r=24", "-frames:v", "4", "-c:v", "libx265", "-pix_fmt", "yuv420p10le", Untagged);
    }

    public string Hdr => Clip("good", "hdr");

    public string Sdr => Clip("good", "sdr");

    /// <summary>Two frames more than the others.</summary>
    public string LongSdr => Clip("long", "sdr");

    /// <summary>The first half of the good HDR file.</summary>
    public string Truncated => _folder.File("truncated.mp4");

    /// <summary>10 bits, without PQ or BT.2020 tags.</summary>
    public string Untagged => _folder.File("untagged.mp4");

    public void Dispose() => _folder.Dispose();

    private string Clip(string name, string kind) => Directory.GetFiles(_folder.File(name), $"*{kind}*").Single();

    private void Synthesize(string name, int frames)
    {
        var made = Cli.Run(_folder.Path, "synthesize", "--out", name, "--width", "128", "--height", "128", "--frames", $"{frames}");
        Assert.True(made.ExitCode == 0, made.Error);
    }

    private static void Ffmpeg(params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(
            new ProcessStartInfo("ffmpeg", ["-v", "error", "-y", .. arguments]) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
    }
}
