namespace JsiGan.Cli.Tests.Process;

/// <summary>Missing resources are named in one sentence, and nothing half-written stays.</summary>
public sealed class BadMachineTests
{
    /// <summary>Room for the program to start writing, not for the frame store of the tiny clip.</summary>
    private const string DiskSize = "200k";

    [Fact]
    public void Without_ffmpeg_the_package_to_install_is_named()
    {
        using var run = new TinyRun();
        var environment = new Dictionary<string, string?>
        {
            ["PATH"] = "/nonexistent",
            ["DOTNET_ROOT"] = Path.GetDirectoryName(Environment.ProcessPath),
        };
        Cli.Run(run.Path, environment, "train", "tiny.yaml").IsRefused(1, "ffmpeg", "apt-get install ffmpeg");
        Assert.DoesNotContain(run.Left(), name => name.EndsWith(".mp4", StringComparison.Ordinal));
    }

    [RootFact]
    public void A_full_disk_is_named_and_nothing_half_written_stays()
    {
        using var run = new TinyRun();
        using var disk = new SmallDisk(run.File("disk"), DiskSize);
        File.Copy(run.File("tiny.yaml"), Path.Combine(disk.Path, "tiny.yaml"));
        Cli.Run(disk.Path, "train", "tiny.yaml").IsRefused(1, "disk is full");
        Assert.All(
            Directory.GetFiles(disk.Path, "*", SearchOption.AllDirectories).Select(Path.GetFileName),
            name => Assert.Matches(@"^(tiny\.yaml|synthetic.*(hdr|sdr)\.mp4)$", name));
    }
}
