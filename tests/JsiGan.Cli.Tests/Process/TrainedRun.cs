using System.Diagnostics;

namespace JsiGan.Cli.Tests.Process;

/// <summary>
/// The smallest run that ends with a checkpoint, made once for all tests of a class, and the clips that it was trained on.
/// </summary>
public sealed class TrainedRun : IDisposable
{
    private readonly TinyRun _run = new();

    public TrainedRun()
    {
        var synthesized = Cli.Run(Path, "synthesize", "--out", "clips", "--width", "128", "--height", "128", "--frames", "4");
        Assert.True(synthesized.ExitCode == 0, synthesized.Error);
        // The generator's size is the real one: half of the clip's.
        var trained = _run.Train("--quiet", "--out", "run", "--workers", "1", "--set", "stage1.epochs=1", "--set", "stage2.epochs=1");
        Assert.True(trained.ExitCode == 0, trained.Error);
        System.IO.File.WriteAllText(File("broken.safetensors"), "not tensors at all");
    }

    public string Path => _run.Path;

    public string Hdr => File("clips/synthetic-hdr.mp4");

    /// <summary>Of half the size along each axis.</summary>
    public string Sdr => Half();

    public string File(string name) => _run.File(name);

    /// <summary>`jsigan predict`, which must go well.</summary>
    public void Predict(params string[] arguments)
    {
        var result = Cli.Run(Path, ["predict", .. arguments]);
        Assert.True(result.ExitCode == 0, result.Error);
    }

    public void Ffmpeg(params string[] arguments)
    {
        var start = new ProcessStartInfo("ffmpeg", ["-v", "error", "-y", "-nostdin", .. arguments])
        {
            RedirectStandardError = true, WorkingDirectory = Path,
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
    }

    public void Dispose() => _run.Dispose();

    private string Half()
    {
        var path = File("sdr.mp4");
        if (!System.IO.File.Exists(path))
        {
            Ffmpeg("-i", File("clips/synthetic-sdr.mp4"), "-vf", "scale=64:64", "-c:v", "libx264", "-qp", "0", "-color_primaries", "bt709",
                "-color_trc", "bt709", "-colorspace", "bt709", path);
        }

        return path;
    }
}
