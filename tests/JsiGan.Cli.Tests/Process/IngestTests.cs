using System.Text.Json;

namespace JsiGan.Cli.Tests.Process;

/// <summary>From a synthetic HDR10 clip to a trained network, as a user would.</summary>
public sealed class IngestTests : IDisposable
{
    private readonly TinyRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void A_made_clip_is_ingested_and_trained_on()
    {
        Ok("synthesize", "--out", "clips", "--width", "640", "--height", "384", "--frames", "8");
        Ok("ingest", "clips/synthetic-hdr.mp4", "--sdr", "clips/synthetic-sdr.mp4", "--store", "set", "--every", "1", "--hold-out", "4");
        var added = Ok("ingest", "clips/synthetic-hdr.mp4", "--store", "set", "--tone-map", "bt2446a", "--name", "mapped", "--split",
            "test");
        Assert.Contains("2 clips, ", added.Output, StringComparison.Ordinal);
        Assert.Contains("train 6 / validation 2 / test", added.Output, StringComparison.Ordinal);
        Assert.Contains("whole: 2 clips", Ok("dataset", "verify", "set").Output, StringComparison.Ordinal);
        Assert.Contains("bt2446a", Ok("dataset", "info", "set").Output, StringComparison.Ordinal);

        _run.Write(TinyRun.Recipe.Replace("validation-every: 2\n  synthesize: { width: 128, height: 128, frames: 4, seed: 5 }", "store: "
            + "set"));
        var trained = _run.Train("--quiet", "--json", "result.json", "--set", "patch.augment=true");
        Assert.True(trained.ExitCode == 0, trained.Error);
        using var rows = JsonDocument.Parse(File.ReadAllText(_run.File("result.json")));
        Assert.Contains(rows.RootElement.EnumerateArray(), row => row.GetProperty("name").GetString() == "psnr_jsigan");
        Assert.False(Directory.Exists(_run.File("data")));
    }

    [Fact]
    public void A_recipe_that_names_a_store_and_clips_is_refused_with_both()
    {
        _run.Write("name: tiny\ndata: { store: set, hdr: a.mp4, sdr: b.mp4 }\n");
        _run.Train().IsRefusedInLines(2, "data.store is given together with data.hdr");
        _run.Write("name: tiny\ndata: { store: nowhere }\n");
        _run.Train().IsRefused(1, "nowhere does not exist", "jsigan ingest");
    }

    private CliResult Ok(params string[] arguments)
    {
        var result = Cli.Run(_run.Path, arguments);
        Assert.True(result.ExitCode == 0, result.Error);
        return result;
    }
}
