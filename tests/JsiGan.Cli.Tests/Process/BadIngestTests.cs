using System.Security.Cryptography;

namespace JsiGan.Cli.Tests.Process;

/// <summary>Invalid files are refused in one sentence with exit code 1, and the store is unchanged.</summary>
public sealed class BadIngestTests(TinyClips clips) : IClassFixture<TinyClips>, IDisposable
{
    private readonly TinyRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Invalid_videos_leave_the_store_unchanged()
    {
        Ok("ingest", clips.Hdr, "--sdr", clips.Sdr, "--store", "set");
        var before = Content();
        Refused([clips.Truncated], "truncated");
        Refused([clips.Untagged], "transfer unknown", "smpte2084");
        Refused([clips.Sdr], "8 bits a sample (yuv420p)");
        Refused([clips.Hdr, "--sdr", clips.LongSdr], "6 frames", "has 4");
        Refused([clips.Hdr, "--sdr", Made("small.mp4", "testsrc2=s=64x64:r=24:d=0.17", "yuv420p", "libx264")], "64x64", "128x128");
        Refused([Made("odd.mkv", "testsrc2=s=128x96:r=24:d=0.2,format=yuv444p,crop=127:95:exact=1", "yuv444p10le", "ffv1")], "127x95",
            "even");
        Refused([Made("none.mkv", "testsrc2=s=64x64:r=24:d=0", "yuv420p10le", "libx265")], "none.mkv");
        Refused([_run.File("gone.mp4")], "does not exist");
        Assert.Equal(before, Content());
    }

    [Fact]
    public void A_clip_that_changes_its_size_is_refused()
    {
        var (large, small) = (Made("large.ts", "testsrc2=s=256x128:r=24:d=1"), Made("small.ts", "testsrc2=s=128x128:r=24:d=1"));
        File.WriteAllBytes(_run.File("both.ts"), [.. File.ReadAllBytes(large), .. File.ReadAllBytes(small)]);
        Refused([_run.File("both.ts"), "--every", "1"], "begins with frames of 256x128, but changes to another size");
        Assert.False(Directory.Exists(_run.File("set")));
    }

    [Fact]
    public void Wrong_options_are_refused_with_exit_code_2()
    {
        Cli.Run(_run.Path, "ingest", clips.Hdr, "--store", "set", "--scale", "3").IsRefused(2, "--scale 3");
        Cli.Run(_run.Path, "ingest", clips.Hdr, clips.Hdr, "--store", "set", "--sdr", clips.Sdr).IsRefused(2, "1 SDR and 2 HDR files");
        Cli.Run(_run.Path, "ingest", clips.Hdr, "--store", "set", "--tone-map", "magic").IsRefused(2, "magic", "hable, reinhard, bt2446a");
    }

    [RootFact]
    public void A_full_disk_is_reported_and_leaves_the_store_unchanged()
    {
        using var disk = new SmallDisk(_run.File("disk"), "128k");
        Cli.Run(_run.Path, "ingest", clips.Hdr, "--store", "disk/set", "--every", "1").IsRefused(1, "The disk is full", "disk/set");
        Assert.Empty(Directory.GetFileSystemEntries(_run.File("disk")));
    }

    [Fact]
    public void Verify_finds_a_truncated_or_altered_store()
    {
        Ok("ingest", clips.Hdr, "--store", "set", "--name", "a");
        var tiles = _run.File("set/clips/a/high.tiles");
        var bytes = File.ReadAllBytes(tiles);
        bytes[50] ^= 4;
        File.WriteAllBytes(tiles, bytes);
        Cli.Run(_run.Path, "dataset", "verify", "set").IsRefused(1, "tile 0,0 of frame 0", "checksum");
        File.WriteAllBytes(tiles, bytes[..^5]);
        Cli.Run(_run.Path, "dataset", "info", "set").IsRefused(1, "high.tiles has");
        File.WriteAllText(_run.File("set/index.json"), File.ReadAllText(_run.File("set/index.json")).Replace("\"scale\":2", "\"scale\":4",
            StringComparison.Ordinal));
        Cli.Run(_run.Path, "dataset", "info", "set").IsRefused(1, "has the checksum");
        Cli.Run(_run.Path, "dataset", "info", "nowhere").IsRefused(1, "nowhere does not exist");
    }

    [Fact]
    public void A_killed_ingest_is_resumed()
    {
        Ok("synthesize", "--out", "clips", "--width", "640", "--height", "384", "--frames", "60");
        string[] arguments = ["ingest", "clips/synthetic-hdr.mp4", "--store", "set", "--every", "1", "--tone-map", "bt2446a"];
        Ok([.. arguments, "--name", "whole"]);
        string[] again = [.. arguments[..3], "part", .. arguments[4..], "--name", "whole"];
        var numbers = _run.File("part/building/whole/high.frames");
        using (Cli.Start(_run.Path, again))
        {
            // Disposing kills it, after some frames but before the last.
            Assert.True(SpinWait.SpinUntil(() => File.Exists(numbers) && new FileInfo(numbers).Length >= 3 * sizeof(int),
                TimeSpan.FromMinutes(1)));
        }

        Assert.True(Directory.Exists(_run.File("part/building")), "it had finished before it was killed");
        Cli.Run(_run.Path, "dataset", "info", "part").IsRefused(1, "not a finished frame store");
        Ok(again);
        foreach (var file in (string[])["high.tiles", "high.sums", "low.tiles", "low.sums"])
        {
            Assert.Equal(
                SHA256.HashData(File.ReadAllBytes(_run.File($"set/clips/whole/{file}"))),
                    SHA256.HashData(File.ReadAllBytes(_run.File($"part/clips/whole/{file}"))));
        }

        Assert.False(Directory.Exists(_run.File("part/building")));
    }

    private void Refused(string[] what, params string[] words) =>
        Cli.Run(_run.Path, ["ingest", .. what, "--store", "set", "--name", "new"]).IsRefusedInLines(1, words);

    private void Ok(params string[] arguments)
    {
        var result = Cli.Run(_run.Path, arguments);
        Assert.True(result.ExitCode == 0, result.Error);
    }

    private Dictionary<string, string> Content() => Directory
        .GetFiles(_run.File("set"), "*", SearchOption.AllDirectories)
        .ToDictionary(file => file, file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));

    private string Made(string name, string source, string format = "yuv420p10le", string codec = "libx265")
    {
        var path = _run.File(name);
        string[] tags = codec == "libx265"
            ? ["-x265-params", "log-level=error:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc"]
            : [];
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(
            "ffmpeg",
            [
                "-v", "error", "-y", "-f", "lavfi", "-i", source, "-vf", $"format={format}", "-c:v", codec, "-color_primaries",
                codec == "libx264" ? "bt709" : "bt2020", "-color_trc", codec == "libx264" ? "bt709" : "smpte2084", "-colorspace",
                codec == "libx264" ? "bt709" : "bt2020nc", .. tags, path,
            ])
        { RedirectStandardError = true })!;
        _ = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return path;
    }
}
