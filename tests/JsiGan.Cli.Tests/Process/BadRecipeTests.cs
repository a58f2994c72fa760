namespace JsiGan.Cli.Tests.Process;

/// <summary>Recipes that cannot be trained are refused before anything is written.</summary>
public sealed class BadRecipeTests : IDisposable
{
    private readonly TinyRun _run = new();

    public void Dispose()
    {
        Assert.Empty(_run.Left());
        _run.Dispose();
    }

    [Fact]
    public void A_missing_recipe_is_refused_with_the_place_and_the_names_of_those_that_exist() =>
        Cli.Run(_run.Path, "train", "other.yaml").IsRefused(2, "'other.yaml'", _run.Path, "quickstart");

    [Fact]
    public void All_errors_of_a_recipe_are_reported_together_with_their_lines()
    {
        _run.Write("name: tiny\nbatsh: 2\ndata:\n  synthesize: { frames: 1 }\nstage1: { epochs: many }\nmodel: { scale: 3 }\n");
        var result = _run.Train();
        Assert.Equal(2, result.ExitCode);
        string[] words = ["5 faults", "line 2", "batsh", "batch", "line 4", "line 5", "\"many\"", "line 6", "1, 2 or 4"];
        Assert.All(words.Skip(1), word => Assert.Contains(word, result.Error, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recipe_that_is_not_yaml_is_refused_with_the_line()
    {
        _run.Write("name: tiny\n  batch: [");
        _run.Train().IsRefused(2, "tiny.yaml", "line 2");
    }

    [Fact]
    public void A_patch_that_32_does_not_divide_is_refused_with_sizes_that_it_does()
    {
        var result = _run.Train("--set", "patch.low-size=20");
        result.IsRefusedInLines(2, "40", "32", "16 or 32");
    }

    [Fact]
    public void A_change_without_a_value_is_refused() => _run.Train("--set", "batch").IsRefused(2, "--set batch", "key=value");

    [Fact]
    public void A_change_of_an_unknown_key_is_refused_with_the_nearest_one() =>
        _run.Train("--set", "stage1.epoch=3").IsRefusedInLines(2, "epoch", "did you mean epochs?");

    [Fact]
    public void A_result_file_in_a_missing_folder_is_refused_before_training() =>
        _run.Train("--json", "missing/result.json").IsRefused(2, "missing/result.json", "does not exist");

    [Fact]
    public void A_folder_that_is_not_a_run_cannot_be_resumed() =>
        _run.Train("--resume", ".").IsRefused(2, "--resume .", "without a checkpoint");

    [Fact]
    public void A_taken_metrics_port_is_named()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Any, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        _run.Train("--metrics-port", port.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .IsRefused(1, $"port {port}", "--metrics-port");
    }

    [Fact]
    public void A_missing_gpu_is_refused() => _run.Train("--device", "cuda:7").IsRefused(2, "cuda:7", "--device cpu");
}
